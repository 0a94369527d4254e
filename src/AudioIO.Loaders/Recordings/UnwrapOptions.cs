namespace AudioIO;

/// <summary>
/// Unwrapping: some recorders wrap around where their input clips, so that a peak beyond +1 appears near −1. A jump between successive
/// samples of a channel that is larger than <see cref="Threshold"/> times the range of 2 moves the samples that follow by the range
/// against the jump, until they jump back. Samples are read as <c>float</c> or <c>double</c>.
/// <para>
/// A sample does not depend on what was read before. The recording is cut into segments of a quarter of a second (1024 to 131 072
/// frames), and how far the samples are moved where one begins follows from the jumps within the segment before, most of whose frames
/// are taken as not moved; the first frame of all is taken as not moved, too. So excursions must take less than half of any segment, as
/// those of sound above some Hz do, a jump that was no wrap does harm for one and a half segments at most, and reading a frame far from
/// those read before reads up to two segments of frames.
/// </para>
/// </summary>
public sealed record UnwrapOptions
{
    /// <summary>Creates the options.</summary>
    /// <param name="threshold">See <see cref="Threshold"/>.</param>
    /// <param name="mode">See <see cref="Mode"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="threshold"/> does not lie between 0 and 1, or there is no such mode.
    /// </exception>
    public UnwrapOptions(double threshold = 0.75, UnwrapMode mode = UnwrapMode.Clip)
    {
        Threshold = threshold;
        Mode = mode;
    }

    /// <summary>
    /// Smallest jump that counts as a wrap, as a fraction of the range from −1 to 1; above 0, below 1. Default 0.75, a jump by 1.5. A
    /// smaller one finds wraps of steeper sound, and takes more of what is loud and near half of the sampling rate for wraps.
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
