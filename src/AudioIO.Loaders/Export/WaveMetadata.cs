namespace AudioIO;

/// <summary>What a WAV file that is written says beside its samples. All of it is written before the audio.</summary>
public sealed record WaveMetadata
{
    /// <summary>Nothing.</summary>
    public static WaveMetadata Empty { get; } = new();

    /// <summary>The bext chunk of Broadcast Wave (EBU Tech 3285); null for none.</summary>
    public BroadcastMetadata? Broadcast { get; init; }

    /// <summary>
    /// Fields of GUANO (GUANO specification 1.0): <c>Timestamp</c>, <c>Make</c>, or with a namespace <c>Namespace|Key</c>. Lines of a value
    /// are separated by <c>\n</c>. The version is written without being named.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Guano { get; init; }

    /// <summary>The iXML document; null for none.</summary>
    public string? IXml { get; init; }

    /// <summary>
    /// Texts of the LIST/INFO chunk under their ids of four characters: <c>INAM</c> title, <c>IART</c> artist, <c>ICMT</c> comment,
    /// <c>ICRD</c> date, <c>ISFT</c> software, <c>IENG</c> engineer, <c>ICOP</c> copyright, <c>IGNR</c> genre.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Info { get; init; }

    /// <summary>
    /// Points and regions, written as <c>cue </c> with LIST/adtl. They count frames in 32 bits: one beyond frame 2^32 − 1 cannot be
    /// written.
    /// </summary>
    public IReadOnlyList<Marker> Markers { get; init; } = [];

    /// <summary>Further chunks, after all others.</summary>
    public IReadOnlyList<WaveChunk> Chunks { get; init; } = [];
}
