namespace AudioIO.Samples.Inspect;

/// <summary>A label, by frames, by time and by the clock.</summary>
internal sealed record LabelReport
{
    public required long StartFrame { get; init; }

    /// <summary>Time of the first frame since the start of the recording.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>What the recorder's clock showed then; null where no file states a time.</summary>
    public required DateTime? Clock { get; init; }

    /// <summary>Number of frames, 0 for a point.</summary>
    public required long FrameCount { get; init; }

    public required double LengthSeconds { get; init; }

    /// <summary>The channel, from 0; null for all.</summary>
    public int? Channel { get; init; }

    public double? LowFrequencyHz { get; init; }

    public double? HighFrequencyHz { get; init; }

    public required string Text { get; init; }

    public double? Score { get; init; }

    /// <summary>What else a table says of it; null for nothing.</summary>
    public IReadOnlyList<LabelColumn>? Columns { get; init; }

    public static LabelReport Of(Label label, AudioSource recording) => new()
    {
        StartFrame = label.StartFrame,
        StartSeconds = label.StartFrame / recording.Rate,
        // A label may lie beyond the recording, where no clock is known.
        Clock = label.StartFrame <= recording.Frames ? recording.ClockAt(label.StartFrame) : null,
        FrameCount = label.FrameCount,
        LengthSeconds = label.FrameCount / recording.Rate,
        Channel = label.Channel,
        LowFrequencyHz = label.LowFrequencyHz,
        HighFrequencyHz = label.HighFrequencyHz,
        Text = label.Text,
        Score = label.Score,
        Columns = label.Columns.Count > 0 ? label.Columns : null,
    };
}
