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
    /// <param name="file">The file; its start is where the container begins.</param>
    /// <param name="structure">The chunks, for whoever reads the others.</param>
    /// <exception cref="AudioFormatException">The bytes are no WAV file, or one without audio that can be read.</exception>
    public static SampleLayout Parse(HeaderReader file, out WaveStructure structure)
    {
        ReadOnlySpan<byte> head = file.Peek(file.Start, AudioFormat.HeadBytes);
        if (WaveContainer.Recognize(head) is not { } container)
        {
            string found = ForeignContent.Describe(head, file.Start, file.Length);
            throw file.Fault(AudioFormatErrorKind.Malformed, file.Start, "Content", "a WAV header", found);
        }
        file.Order = container.Order;
        structure = new WaveStructure(file, container);
        while ((structure.Data is null || structure.Format is null) && structure.Step()) ;
        for (int i = 0; i < TailChunks && structure.Data is not null && structure.Step(); i++) ;
        return Describe(file, structure);
    }

    private static SampleLayout Describe(HeaderReader file, WaveStructure structure)
    {
        if (structure.Format is not { } formatHeader) throw Missing(file, structure, "fmt ");
        if (structure.Data is not { } data) throw Missing(file, structure, "data");
        WaveFormatChunk format = WaveFormatChunk.Parse(structure.FormatBytes, formatHeader.Position, file);
        SampleCoding coding = WaveCodingRules.Derive(format, file);
        if (TwentyFourInFour.Applies(format, coding))
            coding = TwentyFourInFour.Resolve(coding, data.Position, structure.DataLength, file);
        return new SampleLayout
        {
            Format = structure.Container.Name,
            Coding = coding,
            Rate = format.Rate,
            ChannelMask = format.ChannelMask,
            DataPosition = data.Position,
            DataLength = structure.DataLength,
            Frames = WaveLength.Measure(coding, structure, file),
        };
    }

    private static AudioFormatException Missing(HeaderReader file, WaveStructure structure, string id)
    {
        string ids = string.Join(", ", structure.Found.Take(20).Select(c => $"'{ChunkHeader.NameOf(c.Id)}'"));
        string found = structure.Found.Count == 0 ? "no chunk at all" : $"only {ids}";
        return new AudioFormatException(
            AudioFormatErrorKind.Malformed,
            $"{structure.Container.Name} file of {file.Length} bytes: expected a chunk '{id}', found {found}",
            file.Length,
            file.Path);
    }
}
