namespace AudioIO.Benchmarks;

/// <summary>One line of the short mode: a ratio of AudioIO to a peer, or a count, and the target it is held against.</summary>
/// <param name="What">What is read and how.</param>
/// <param name="Peer">What AudioIO is compared with.</param>
/// <param name="Value">The ratio or count.</param>
/// <param name="Target">What is to be reached.</param>
/// <param name="AtLeast">True where more is better (ratios of speeds), false where less is better (ratios of times, counts).</param>
internal sealed record Result(string What, string Peer, double Value, double Target, bool AtLeast)
{
    /// <summary>What it is, without the absolute figures, which differ from run to run.</summary>
    public string Key => What.EndsWith("µs)", StringComparison.Ordinal) ? What[..What.LastIndexOf(" (", StringComparison.Ordinal)] : What;

    public bool IsReached => AtLeast ? Value >= Target : Value <= Target;
}
