namespace AudioIO.Samples.Viewer;

/// <summary>A label as the page knows it. Columns of a table stay with the label, where nobody sees them.</summary>
internal sealed record LabelDescription
{
    public int? Id { get; init; }

    public long StartFrame { get; init; }

    public long FrameCount { get; init; }

    public int? Channel { get; init; }

    public double? LowHz { get; init; }

    public double? HighHz { get; init; }

    public string Text { get; init; } = "";

    public double? Score { get; init; }

    public static LabelDescription Of(int id, Label label) => new()
    {
        Id = id,
        StartFrame = label.StartFrame,
        FrameCount = label.FrameCount,
        Channel = label.Channel,
        LowHz = label.LowFrequencyHz,
        HighHz = label.HighFrequencyHz,
        Text = label.Text,
        Score = label.Score,
    };

    /// <summary>The label that it means, with the columns of the one that it replaces.</summary>
    /// <exception cref="ArgumentException">A value is none that a label can have.</exception>
    public Label Over(Label? before) => new()
    {
        StartFrame = StartFrame,
        FrameCount = FrameCount,
        Channel = Channel,
        LowFrequencyHz = LowHz,
        HighFrequencyHz = HighHz,
        Text = Text ?? "",
        Score = Score,
        Columns = before?.Columns ?? [],
    };

    /// <summary>What is wrong with it for a recording; null where nothing is.</summary>
    public string? FaultFor(AudioSource source)
    {
        if (StartFrame < 0 || FrameCount < 0 || StartFrame > source.Frames || FrameCount > source.Frames - StartFrame)
            return "A label lies within the recording.";
        if (Channel is { } channel && (channel < 0 || channel >= source.Channels)) return "There is no such channel.";
        if (LowHz > HighHz) return "The lowest frequency is not above the highest.";
        return Text is { Length: > 10_000 } ? "A label's text has at most 10 000 characters." : null;
    }
}
