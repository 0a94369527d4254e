namespace AudioIO;

/// <summary>
/// Something found in a recording: where it is, how high, and what it is. <see cref="LabelFile"/> reads and writes them as other programs
/// do. Frames are those of the whole recording, whatever file of it they lie in.
/// </summary>
public sealed record Label
{
    /// <summary>First frame, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public required long StartFrame
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>Number of frames, 0 for a point.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long FrameCount
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>The channel, from 0; null where it concerns all of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? Channel
    {
        get;
        init
        {
            if (value is { } channel) ArgumentOutOfRangeException.ThrowIfNegative(channel);
            field = value;
        }
    }

    /// <summary>Lowest frequency in Hz, 0 or more; null where it is not stated.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or no number.</exception>
    public double? LowFrequencyHz { get; init => field = Frequency(value); }

    /// <summary>Highest frequency in Hz, 0 or more; null where it is not stated.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or no number.</exception>
    public double? HighFrequencyHz { get; init => field = Frequency(value); }

    /// <summary>What it is; empty where nobody says.</summary>
    public string Text { get; init; } = "";

    /// <summary>How sure somebody is of it, on a scale of theirs; null where they do not say.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or no number.</exception>
    public double? Score
    {
        get;
        init => field = value is { } score && !double.IsFinite(score)
            ? throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a finite number.") : value;
    }

    /// <summary>What else a table says of it, column by column in the table's order; without those whose cell is empty.</summary>
    public IReadOnlyList<LabelColumn> Columns { get; init; } = [];

    /// <summary>True where both say the same, column by column.</summary>
    public bool Equals(Label? other) =>
        other is not null && StartFrame == other.StartFrame && FrameCount == other.FrameCount && Channel == other.Channel
        && LowFrequencyHz == other.LowFrequencyHz && HighFrequencyHz == other.HighFrequencyHz && Text == other.Text
        && Score == other.Score && Columns.SequenceEqual(other.Columns);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(StartFrame, FrameCount, Channel, Text, Columns.Count);

    private static double? Frequency(double? value) => value is not { } hertz || (hertz >= 0 && double.IsFinite(hertz))
        ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a frequency of 0 Hz or more.");
}

/// <summary>A column of a table that AudioIO has no property for.</summary>
/// <param name="Name">Heading of the column.</param>
/// <param name="Value">The label's cell in it.</param>
public sealed record LabelColumn(string Name, string Value);
