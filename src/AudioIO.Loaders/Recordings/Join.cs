namespace AudioIO;

/// <summary>How two neighbouring files of a recording follow each other on the clock.</summary>
public enum JoinKind
{
    /// <summary>The second one begins when the first one ends, within the tolerance.</summary>
    Seamless,

    /// <summary>The second one begins later: time passed that was not recorded.</summary>
    Gap,

    /// <summary>The second one begins before the first one ends: files out of order, or a clock that was set.</summary>
    Overlap,

    /// <summary>The second one, or every file before it, states no start time.</summary>
    TimeMissing,
}

/// <summary>
/// The place where two files of a recording meet. Their frames follow each other without a hole, whatever the clock says.
/// </summary>
public sealed record Join
{
    /// <summary>Index of the file before the join; the one after it has Index + 1.</summary>
    public required int Index { get; init; }

    /// <summary>First frame after the join.</summary>
    public required long StartFrame { get; init; }

    /// <summary>How the two follow each other on the clock.</summary>
    public required JoinKind Kind { get; init; }

    /// <summary>
    /// Start of the second file minus end of the first in seconds, negative for an overlap; null where a time is missing. Where the first
    /// one states no time, its end is counted from the last file before it that does.
    /// </summary>
    public double? GapSeconds { get; init; }

    /// <summary>
    /// Largest gap or overlap in seconds that counts as seamless: 1 s where one of both times is a whole second (most recorders stamp no
    /// fractions), else 0.01 s, and 100 ppm of what was recorded since the last time stated, for the drift of crystals; null where a time
    /// is missing.
    /// </summary>
    public double? ToleranceSeconds { get; init; }
}
