namespace AudioIO;

/// <summary>
/// Unwrapping: some recorders wrap around where their input clips, so that a peak beyond +1 appears near −1. A jump between successive
/// samples of a channel that is larger than <see cref="Threshold"/> times the range of 2 moves the samples that follow by the range
/// against the jump, until they jump back. Samples are read as <c>float</c> or <c>double</c>.
/// <para>
/// Where a recording is entered, the state is found from what lies up to half a second before (see README): reading a single
/// frame far from the one before reads as much.
/// </para>
/// </summary>
public sealed record UnwrapOptions
{
    /// <summary>Creates the options.</summary>
    /// <param name="threshold">See <see cref="Threshold"/>.</param>
    /// <param name="mode">See <see cref="Mode"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> does not lie between 0 and 1, or there is no such mode.</exception>
    public UnwrapOptions(double threshold = 0.75, UnwrapMode mode = UnwrapMode.Clip)
    {
        Threshold = threshold;
        Mode = mode;
    }

    /// <summary>
    /// Smallest jump that counts as a wrap, as a fraction of the range from −1 to 1; above 0, below 1. Default 0.75, a jump by 1.5: loud
    /// sound near half of the sampling rate jumps as far without a wrap from about there on.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value does not lie between 0 and 1.</exception>
    public double Threshold
    {
        get;
        init
        {
            if (!(value > 0 && value < 1))
                throw new ArgumentOutOfRangeException(nameof(value), value, "A threshold is a fraction of the range, above 0 and below 1.");
            field = value;
        }
    }

    /// <summary>What becomes of samples beyond ±1. Default <see cref="UnwrapMode.Clip"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    public UnwrapMode Mode
    {
        get;
        init
        {
            if (!Enum.IsDefined(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such mode.");
            field = value;
        }
    }
}
