namespace AudioIO;

/// <summary>
/// A part of a file that was recorded without a break, and when: it ends where the next one begins, though the clock may go on for a
/// while before that.
/// </summary>
internal sealed record ClockStretch
{
    /// <summary>First frame of the stretch in the file, from 0.</summary>
    public required long StartFrame { get; init; }

    /// <summary>When it was recorded; null where nothing tells.</summary>
    public required StartTime? StartTime { get; init; }

    /// <summary>
    /// Number of silent frames before it that the recorder did not store, where it counted them; null where the clock alone tells.
    /// </summary>
    public long? SilentFrames { get; init; }

    /// <summary>Frames at the end of the stretch before it that stand for the silence, and are no sound.</summary>
    public int StandInFrames { get; init; }
}
