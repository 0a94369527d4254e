namespace AudioIO.Samples.Inspect;

/// <summary>
/// All that is known about a recording, as plain data: <see cref="TextReport"/> and <see cref="JsonReport"/> show the same.
/// A new kind of knowledge is a property here, a section of the text, and nothing else.
/// </summary>
internal sealed record RecordingReport
{
    /// <summary>Path of the file, as it was named.</summary>
    public required string Path { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long SizeBytes { get; init; }

    public required AudioContainer Container { get; init; }

    public required AudioEncoding Encoding { get; init; }

    public required int BitsPerSample { get; init; }

    public required int ValidBitsPerSample { get; init; }

    /// <summary>Frames per second in Hz.</summary>
    public required double Rate { get; init; }

    public required int Channels { get; init; }

    /// <summary>Where the channels' loudspeakers stand, in the order of the channels; empty where the file does not say.</summary>
    public required IReadOnlyList<string> Speakers { get; init; }

    public required long Frames { get; init; }

    public required double DurationSeconds { get; init; }

    /// <summary>What is not as it should be.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Some samples; null where none were asked for.</summary>
    public SampleExcerpt? Samples { get; init; }

    /// <summary>Gathers what is known about an open recording.</summary>
    /// <param name="path">Path of the file, as it was named.</param>
    /// <param name="data">The recording.</param>
    /// <param name="samples">Samples that were read from it; read them first, for reading may add to the diagnostics.</param>
    public static RecordingReport Of(string path, AudioLoader<double> data, SampleExcerpt? samples)
    {
        AudioInfo info = data.Info;
        return new RecordingReport
        {
            Path = path,
            SizeBytes = new FileInfo(path).Length,
            Container = info.Container,
            Encoding = info.Encoding,
            BitsPerSample = info.BitsPerSample,
            ValidBitsPerSample = info.ValidBitsPerSample,
            Rate = info.Rate,
            Channels = info.Channels,
            Speakers = Inspect.Speakers.Of(info.ChannelMask),
            Frames = info.Frames,
            DurationSeconds = info.Frames / info.Rate,
            Diagnostics = data.Diagnostics,
            Samples = samples,
        };
    }
}
