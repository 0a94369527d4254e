namespace AudioIO;

/// <summary>What becomes of files that do not fit together into one recording. Whatever the policy, nothing happens in silence.</summary>
public enum JoinPolicy
{
    /// <summary>
    /// Opening fails with any file that cannot be read, has another rate or number of channels, states no start time, or does not begin
    /// when the one before it ends.
    /// </summary>
    Strict,

    /// <summary>
    /// Every file named is part of the recording, or the opening fails. Gaps, overlaps and missing start times are listed on
    /// <see cref="AudioSource.Joins"/> and <see cref="AudioSource.Diagnostics"/>.
    /// </summary>
    Report,

    /// <summary>
    /// Files that cannot be read, or have another rate or number of channels than the first one that can, are left out and listed on
    /// <see cref="ConcatenatedSource.LeftOut"/> and <see cref="AudioSource.Diagnostics"/>. Joins are treated as in <see cref="Report"/>.
    /// </summary>
    Force,
}
