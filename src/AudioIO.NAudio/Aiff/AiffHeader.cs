using System.Buffers.Binary;
using System.Text;

namespace AudioIO;

/// <summary>Where the samples of an AIFF file lie and how they are coded, measured: every length in it is a claim.</summary>
internal sealed record AiffHeader
{
    private const int ChunkHeaderBytes = 8;
    private const int SoundHeaderBytes = 8; // offset and block size of SSND
    private const int CommonBytes = 18;

    /// <summary>Chunks that are looked at before the audio: more is no recording.</summary>
    private const int MaxChunks = 1000;

    /// <summary><c>AIFF</c> or <c>AIFC</c>.</summary>
    public required string Form { get; init; }

    /// <summary>How the samples lie in the file, and where they begin.</summary>
    public required PcmFormat Coding { get; init; }

    /// <summary>Bits of a sample that the header calls valid: they are the upper ones.</summary>
    public required int ValidBits { get; init; }

    /// <summary>Where the samples end.</summary>
    public required long EndPosition { get; init; }

    /// <summary>What is not as it should be.</summary>
    public required IReadOnlyList<Diagnostic> Notes { get; init; }

    /// <summary>Reads the header of a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="start">Where it begins.</param>
    /// <exception cref="AudioFormatException">It cannot be read.</exception>
    public static AiffHeader Read(ByteSource bytes, long start)
    {
        byte[] id = new byte[12];
        bytes.Read(start, id);
        string form = Encoding.ASCII.GetString(id, 8, 4);
        byte[]? common = null;
        (long Position, uint Length)? sound = null;
        long position = start + id.Length;
        byte[] chunk = new byte[ChunkHeaderBytes];
        for (int i = 0; i < MaxChunks && (common is null || sound is null) && bytes.Read(position, chunk) == chunk.Length; i++)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunk.AsSpan(4));
            long content = position + ChunkHeaderBytes;
            if (chunk.AsSpan().StartsWith("COMM"u8)) common = Content(bytes, content, length);
            if (chunk.AsSpan().StartsWith("SSND"u8)) sound = (content, length);
            position = content + length + (length & 1);
        }
        if (common is null || common.Length < CommonBytes) throw Fault(bytes, start, "Header", "a chunk COMM of 18 bytes or more", common is null ? "none" : $"{common.Length} bytes");
        if (sound is not { } audio) throw Fault(bytes, position, "Audio", "a chunk SSND", "none", AudioFormatErrorKind.Truncated);
        return Measure(bytes, form, common, audio.Position, audio.Length);
    }

    private static AiffHeader Measure(ByteSource bytes, string form, byte[] common, long sound, uint claimed)
    {
        byte[] offset = new byte[4];
        if (bytes.Read(sound, offset) < offset.Length) throw Fault(bytes, sound, "Audio", "an offset of 4 bytes", "the end of the file", AudioFormatErrorKind.Truncated);
        long first = sound + SoundHeaderBytes + BinaryPrimitives.ReadUInt32BigEndian(offset);
        if (first > bytes.Length) throw Fault(bytes, sound, "Audio", $"samples at byte {first}", $"{bytes.Length} bytes", AudioFormatErrorKind.Truncated);
        (PcmFormat coding, int validBits) = AiffCoding.Read(common, form == "AIFC", first, what => Fault(bytes, sound, what.What, what.Expected, what.Found, what.Kind));
        var notes = new List<Diagnostic>();
        long end = sound + claimed, blockBytes = (long)coding.Channels * (coding.BitsPerSample / 8);
        long frames = BinaryPrimitives.ReadUInt32BigEndian(common.AsSpan(2));
        if (claimed <= SoundHeaderBytes && bytes.Length > first && (frames > 0 || sound + claimed < first))
        {
            Note(DiagnosticKind.Recovered, sound, $"The length of the audio was never written; it is read to the end of the file, {bytes.Length - first} bytes.");
            end = bytes.Length;
        }
        else if (end > bytes.Length)
        {
            Note(DiagnosticKind.Truncated, sound, $"The audio ends {end - bytes.Length} bytes before the header says; the frames present are read.");
            end = bytes.Length;
        }
        end = Math.Max(end, first);
        // What COMM counts is for information: it is the audio that is there that is read.
        if ((end - first) / blockBytes is var present && present != frames && end == sound + claimed)
            Note(DiagnosticKind.Contradiction, sound, $"The header counts {frames} frames, the audio has {present}; these are read.");
        return new AiffHeader { Form = form, Coding = coding, ValidBits = validBits, EndPosition = end, Notes = notes };

        void Note(DiagnosticKind kind, long position, string message) => notes.Add(new Diagnostic(kind, message) { Position = position, Path = bytes.Path });
    }

    // What COMM says fits into a few bytes; the name of a compression may be longer.
    private static byte[] Content(ByteSource bytes, long position, uint length)
    {
        byte[] content = new byte[Math.Min(length, 64)];
        return content[..bytes.Read(position, content)];
    }

    private static AudioFormatException Fault(
        ByteSource bytes, long position, string what, string expected, string found, AudioFormatErrorKind kind = AudioFormatErrorKind.Malformed) =>
        new(kind, $"{what} at byte {position}: expected {expected}, found {found}", position, bytes.Path);
}
