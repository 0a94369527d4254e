namespace AudioIO;

/// <summary>Reads the content of a chunk into the draft. Never throws for what the bytes are.</summary>
internal delegate void ChunkReading(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft);

/// <summary>The chunks and blocks that are understood.</summary>
internal static class ChunkKinds
{
    // The one list. Ids of RIFF have four characters, the blocks of FLAC longer names (RFC 9639 §8.1), so that they do not meet.
    private static readonly Dictionary<string, Kind> ById = new Kind[]
    {
        new(CodePageChunk.Id, CodePageChunk.Read),
        new("LIST", ListChunk.Read),
        new("bext", BroadcastExtension.Read),
        new("iXML", IXml.Read) { IsXml = true },
        new("guan", Guano.Read),
        new("wamd", WildlifeAcoustics.Read),
        new("auxi", RadioRecording.Read),
        new("harp", HarpChunk.Read),
        new("cue ", CueChunks.ReadPoints),
        new("plst", CueChunks.ReadPlaylist),
        new("r64m", MarkerChunk.Read),
        new("smpl", SamplerChunk.Read),
        new("VORBIS_COMMENT", FlacBlocks.ReadVorbisComment),
        new("CUESHEET", CueSheet.Read),
        new("PICTURE", FlacBlocks.ReadPicture) { MaxHead = FlacBlocks.MaxPictureHead },
        new("APPLICATION", ApplicationBlock.Read) { MaxHead = ApplicationBlock.IdLength },
    }.ToDictionary(kind => kind.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a chunk, if it is one that is understood and within the limits.</summary>
    public static void Read(Chunk chunk, MetadataDraft draft)
    {
        // Without regard to case: Wave64 spells LIST in small letters, and writers vary on iXML.
        if (!ById.TryGetValue(chunk.Id, out Kind? kind)) return;
        ReadOnlySpan<byte> bytes;
        bool isLoaded = kind switch
        {
            { IsXml: true } => draft.Loader.TryLoadXml(chunk, out bytes),
            { MaxHead: > 0 } => draft.Loader.TryLoadHead(chunk, kind.MaxHead, out bytes),
            _ => draft.Loader.TryLoad(chunk, out bytes),
        };
        if (isLoaded) kind.Read(bytes, chunk, draft);
    }

    private sealed record Kind(string Id, ChunkReading Read)
    {
        /// <summary>True for XML, which has a smaller limit.</summary>
        public bool IsXml { get; init; }

        /// <summary>Where only the first bytes matter, how many; 0 for all.</summary>
        public int MaxHead { get; init; }
    }
}
