namespace AudioIO;

/// <summary>Recognises a recording by its first bytes; the name of the file plays no part.</summary>
internal static class Signature
{
    // Enough for the GUIDs of Wave64 and for naming most of what is not audio.
    private const int HeadBytes = 512;

    /// <summary>Kind and position of the container.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="log">Takes a note about what stands before the container.</param>
    /// <param name="start">Position of its first byte, after any ID3v2 tags.</param>
    /// <exception cref="AudioFormatException">The content is empty, cut off, or something else; the message says what.</exception>
    public static AudioContainer Recognize(HeaderBytes bytes, DiagnosticLog log, out long start)
    {
        const string Empty = "The file is empty (0 bytes): expected a recording";
        if (bytes.Length == 0) throw new AudioFormatException(AudioFormatErrorKind.Truncated, Empty, 0, bytes.Path);
        start = Id3v2.Skip(bytes, 0);
        AudioContainer container = Recognize(bytes, start, bytes.Peek(start, HeadBytes));
        string skipped = $"{start} bytes of ID3v2 tags stand before the recording; they are skipped.";
        if (start > 0) log.Add(bytes.Note(DiagnosticKind.Ignored, 0, skipped));
        return container;
    }

    private static AudioContainer Recognize(HeaderBytes bytes, long start, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("fLaC"u8)) return AudioContainer.Flac;
        if (head.StartsWith(Wave64ChunkWalker.RiffGuid)) return Wave64(bytes, start, head);
        AudioContainer? riff =
            head.StartsWith("RIFF"u8) ? AudioContainer.Riff :
            head.StartsWith("RIFX"u8) ? AudioContainer.Rifx :
            head.StartsWith("RF64"u8) ? AudioContainer.Rf64 :
            head.StartsWith("BW64"u8) ? AudioContainer.Bw64 : null;
        if (riff is { } container)
        {
            if (head.Length < 12) throw CutOff(bytes, start, "header of 12 bytes");
            if (head.Slice(8, 4).SequenceEqual("WAVE"u8)) return container;
        }
        throw bytes.Fault(
            AudioFormatErrorKind.Unsupported,
            start,
            "Content",
            "a WAV or FLAC recording",
            ForeignContent.Describe(head, start, bytes.Length));
    }

    private static AudioContainer Wave64(HeaderBytes bytes, long start, ReadOnlySpan<byte> head)
    {
        // riff GUID (16), length of the file (8), wave GUID (16).
        if (head.Length < 40) throw CutOff(bytes, start, "Wave64 header of 40 bytes");
        if (head.Slice(24, 16).SequenceEqual(Wave64ChunkWalker.WaveGuid)) return AudioContainer.Wave64;
        throw bytes.Fault(
            AudioFormatErrorKind.Unsupported, start + 24, "Form", "the GUID of WAVE", new Guid(head.Slice(24, 16)).ToString("B"));
    }

    private static AudioFormatException CutOff(HeaderBytes bytes, long start, string expected) =>
        bytes.Fault(AudioFormatErrorKind.Truncated, start, "File", $"a {expected}", $"{bytes.Length - start} bytes");
}
