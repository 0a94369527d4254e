namespace AudioIO;

/// <summary>From the first bytes of a WAV file, whatever its container, to where its audio lies.</summary>
internal static class WaveParser
{
    /// <summary>
    /// Chunks after the audio that opening looks at, so that a second data chunk, a late <c>fact</c> or bytes that are no chunks are
    /// known at once. They usually share one read; the rest of them waits until somebody asks.
    /// </summary>
    private const int TailChunks = 16;

    /// <summary>Walks over the chunks until the audio is known.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="start">Position of the container's first byte.</param>
    /// <param name="container">Kind of the container at <paramref name="start"/>.</param>
    /// <param name="log">Takes what is odd.</param>
    /// <param name="structure">The chunks, for whoever reads the others.</param>
    /// <exception cref="AudioFormatException">The file has no audio that can be read.</exception>
    public static SampleLayout Parse(HeaderBytes bytes, long start, AudioContainer container, DiagnosticLog log, out WaveStructure structure)
    {
        var order = new ByteOrder(container == AudioContainer.Rifx);
        // "RIFF", length, "WAVE" are 12 bytes; the two GUIDs and the 64-bit length of Wave64 are 40.
        ChunkWalker walker = container == AudioContainer.Wave64
            ? new Wave64ChunkWalker(bytes, start + 40, log)
            : new RiffChunkWalker(bytes, start + 12, order, log);
        structure = new WaveStructure(bytes, walker, container, order, log);
        while ((structure.Data is null || structure.Format is null) && structure.Step()) ;
        for (int i = 0; i < TailChunks && structure.Data is not null && structure.Step(); i++) ;
        return Describe(bytes, structure, log);
    }

    private static SampleLayout Describe(HeaderBytes bytes, WaveStructure structure, DiagnosticLog log)
    {
        if (structure.Format is not { } formatHeader) throw Missing(bytes, structure, "fmt ");
        if (structure.Data is not { } data) throw Missing(bytes, structure, "data");
        WaveFormatChunk format = WaveFormatChunk.Parse(structure.FormatBytes, formatHeader.Position, structure.Order, bytes);
        SampleCoding coding = WaveCodingRules.Derive(format, structure.Order, bytes, log);
        if (TwentyFourInFour.Applies(format, coding))
            coding = TwentyFourInFour.Resolve(coding, data.Position, structure.DataLength, bytes, log);
        return new SampleLayout
        {
            Container = structure.Container,
            Coding = coding,
            Rate = format.Rate,
            ChannelMask = format.ChannelMask,
            DataPosition = data.Position,
            DataLength = structure.DataLength,
            Frames = FrameCount.Measure(coding, structure, bytes, log),
        };
    }

    private static AudioFormatException Missing(HeaderBytes bytes, WaveStructure structure, string id)
    {
        string ids = string.Join(", ", structure.Found.Take(20).Select(c => $"'{c.Id}'"));
        string found = structure.Found.Count == 0 ? "no chunk at all" : $"only {ids}";
        return new AudioFormatException(
            AudioFormatErrorKind.Malformed,
            $"{structure.Container} file of {bytes.Length} bytes: expected a chunk '{id}', found {found}",
            bytes.Length,
            bytes.Path);
    }
}
