using System.Buffers.Binary;
using System.Text;

namespace AudioIO;

/// <summary>The chunks of an excerpt: what the file says in which it begins, moved by the frames before it, and the markers in
/// it.</summary>
internal sealed class ExcerptMetadata
{
    // As much as is read of a chunk of metadata; real ones have some kilobytes.
    private const int MaxChunkBytes = 8 << 20;

    private readonly AudioSource _source;
    private readonly RecordingFile _file;
    private readonly ExcerptClock _clock;
    private readonly long _start;
    private readonly long _count;
    private readonly List<Diagnostic> _notes;

    private ExcerptMetadata(AudioSource source, long start, long count, List<Diagnostic> notes)
    {
        _source = source;
        _start = start;
        _count = count;
        _notes = notes;
        _file = source.Files[source.FileIndexAt(start)];
        _clock = new ExcerptClock(source, _file, start);
    }

    /// <summary>Makes the chunks.</summary>
    /// <param name="source">The recording.</param>
    /// <param name="start">First frame of the excerpt.</param>
    /// <param name="count">Number of its frames.</param>
    /// <param name="keepUnknown">True to copy chunks that are not understood, as they are.</param>
    /// <param name="notes">Takes what cannot be kept.</param>
    public static IReadOnlyList<WaveChunk> Chunks(AudioSource source, long start, long count, bool keepUnknown, List<Diagnostic> notes) =>
        [.. new ExcerptMetadata(source, start, count, notes).Make(keepUnknown)];

    private IEnumerable<WaveChunk> Make(bool keepUnknown)
    {
        bool bigEndian = _file.Info.Format == "RIFX";
        foreach ((string id, MetadataChunk chunk, int skip) in RiffChunks())
        {
            switch (id.ToUpperInvariant())
            {
                case "BEXT" when Load(chunk, skip) is { } bytes:
                    bool isWhole = _clock.SkippedFrames == 0 && _count == _file.FrameCount;
                    yield return Chunk("bext", ExcerptBroadcast.Moved(bytes, bigEndian, isWhole, _clock));
                    break;
                case "IXML" when Load(chunk, skip) is { } bytes:
                    yield return Chunk("iXML", ExcerptXml.Moved(bytes, _clock));
                    break;
                case "BEXT" or "IXML" or "GUAN" or "CUE " or "PLST" or "SMPL" or "CSET" or "PAD " or "FLLR":
                    // Written anew from what was read of them, or of no use.
                    break;
                case "LIST" when !keepUnknown || Load(chunk, skip) is not { Length: >= 4 } list || IsReadList(list):
                    break;
                default:
                    if (keepUnknown && !WaveChunk.IsStructural(id) && Copy(id, chunk, skip, bigEndian) is { } copy) yield return copy;
                    break;
            }
        }
        var texts = new ExcerptTexts(_file.Metadata, _clock, _count);
        if (texts.Guano() is { } guano) yield return Chunk("guan", guano);
        if (texts.Info() is { } info) yield return Chunk("LIST", info);
        foreach (WaveChunk cue in CueBytes.Chunks(Markers())) yield return cue;
    }

    private List<Marker> Markers()
    {
        var kept = new List<Marker>();
        int beyond = 0;
        foreach (Marker marker in ExcerptMarkers.Of(_source, _start, _count))
        {
            if (CueBytes.Fits(marker)) kept.Add(marker);
            else beyond++;
        }
        if (beyond > 0) Note($"Markers beyond frame {uint.MaxValue} of the excerpt: cue points count in 32 bits; {beyond} are left out.");
        return kept;
    }

    /// <summary>The chunks of a WAV file, and of FLAC those that its APPLICATION blocks hold (RFC 9639 §8.4, "riff").</summary>
    private IEnumerable<(string Id, MetadataChunk Chunk, int Skip)> RiffChunks()
    {
        const int ForeignBytes = 12; // "riff", then the chunk's own header
        byte[] head = new byte[ForeignBytes];
        foreach (MetadataChunk chunk in _file.Metadata.Chunks)
        {
            if (_file.Info.Encoding != AudioEncoding.Flac) yield return (chunk.Id, chunk, 0);
            else if (chunk.Id == "APPLICATION" && chunk.Read(0, head) == ForeignBytes && head.AsSpan(0, 4).SequenceEqual("riff"u8))
                yield return (Encoding.Latin1.GetString(head, 4, 4), chunk, ForeignBytes);
        }
    }

    private byte[]? Load(MetadataChunk chunk, int skip)
    {
        if (chunk.Length - skip > MaxChunkBytes)
        {
            Note($"Chunk {chunk.Id} of {chunk.Length} bytes at byte {chunk.Position}: expected at most {MaxChunkBytes}; it is left out.");
            return null;
        }
        byte[] bytes = chunk.ReadBytes(MaxChunkBytes + skip);
        if (skip == 0) return bytes;
        // A foreign chunk's own length counts: its block may be padded.
        long claimed = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8));
        return bytes[skip..(int)Math.Min(skip + claimed, bytes.Length)];
    }

    private WaveChunk? Copy(string id, MetadataChunk chunk, int skip, bool bigEndian)
    {
        if (bigEndian || id.Length != 4 || id.Any(c => c is < ' ' or > '~'))
        {
            Note($"Chunk {id} at byte {chunk.Position} is not understood, and a RIFF file has no such chunk; it is left out.");
            return null;
        }
        return Load(chunk, skip) is { } bytes ? Chunk(id, bytes) : null;
    }

    private static bool IsReadList(ReadOnlySpan<byte> list) =>
        Encoding.Latin1.GetString(list[..4]).ToUpperInvariant() is "INFO" or "ADTL";

    private static WaveChunk Chunk(string id, byte[] content) => new() { Id = id, Content = content };

    private void Note(string message) => _notes.Add(new Diagnostic(DiagnosticKind.Metadata, message) { Path = _file.Path });
}
