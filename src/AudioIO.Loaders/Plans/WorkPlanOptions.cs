namespace AudioIO;

/// <summary>How a corpus is cut into pieces. Each value is checked when it is set.</summary>
public sealed record WorkPlanOptions
{
    /// <summary>
    /// Largest number of frames that a piece owns, from 1: as many whole tiles, or files, as fit, at least one. The smaller, the less is lost
    /// with a machine; below some minutes of work the start of a task weighs.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public required long PieceFrames
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    }

    /// <summary>
    /// Frames that are computed together, from 1, such as the hop of a spectrogram or a minute: pieces begin at multiples of it, counted from
    /// the beginning of the stretch between breaks. Default 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long TileFrames
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1;

    /// <summary>True where pieces begin with files, so that no file is cut (but at a break within it). Needs tiles of 1. Default false.</summary>
    public bool WholeFiles { get; init; }

    /// <summary>Frames before those owned that a piece reads, from 0. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long FramesBefore
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>Frames behind those owned that a piece reads, from 0. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long FramesAfter
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>What breaks of the clock are. Default <see cref="WorkBreaks.Separate"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public WorkBreaks Breaks
    {
        get;
        init
        {
            if (!Enum.IsDefined(value)) throw new ArgumentOutOfRangeException(nameof(value), value, $"There is no such {nameof(WorkBreaks)}.");
            field = value;
        }
    } = WorkBreaks.Separate;

    /// <summary>
    /// What is computed, with all that it depends on, the version of the program included, in words of your own: results of another job are
    /// not taken for this one's. At most 65 536 characters. Default empty.
    /// </summary>
    /// <exception cref="ArgumentException">The text is longer.</exception>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public string Job
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Length > MaxJobLength)
                throw new ArgumentException($"Expected at most {MaxJobLength} characters, found {value.Length}.", nameof(value));
            field = value;
        }
    } = "";

    internal const int MaxJobLength = 1 << 16;
}
