namespace AudioIO;

/// <summary>
/// A part of a file that was recorded without a break, and when: it ends where the next one begins, though the clock may go on for a
/// while before that.
/// </summary>
internal sealed record ClockStretch
{
    /// <summary>First frame of the stretch in the file, from 0.</summary>
    public required long StartFrame { get; init; }

    /// <summary>When it was recorded.</summary>
    public required StartTime StartTime { get; init; }
}
