namespace AudioIO;

/// <summary>What becomes of frames that cannot be decoded.</summary>
public enum DamagePolicy
{
    /// <summary>Reading them throws an <see cref="AudioFormatException"/> that names the frames and the byte position.</summary>
    Throw,

    /// <summary>They read as silence, and an entry on <see cref="AudioSource.Diagnostics"/> names them.</summary>
    Silence,
}

/// <summary>How recordings are opened. One object for every format; each default is right for most recordings.</summary>
public sealed record AudioLoaderOptions
{
    /// <summary>The defaults.</summary>
    public static AudioLoaderOptions Default { get; } = new();

    /// <summary>Wished length of the window. Default 10 s.</summary>
    public TimeSpan BufferDuration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How much of the window lies before the frames asked for. Default 0 s.</summary>
    public TimeSpan BackDuration { get; init; } = TimeSpan.Zero;

    /// <summary>Largest size in bytes to which one request may enlarge the window. Default 1 GiB.</summary>
    public long MaxBufferBytes { get; init; } = 1L << 30;

    /// <summary>What becomes of frames that cannot be decoded. Default <see cref="DamagePolicy.Throw"/>.</summary>
    public DamagePolicy OnDamage { get; init; } = DamagePolicy.Throw;

    /// <summary>
    /// Largest number of threads that decode one request, the calling thread included; 1 decodes on the calling thread alone.
    /// Default: the number of processors, at most 8.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int MaxDecodingThreads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = Math.Min(Environment.ProcessorCount, 8);

    /// <summary>What becomes of files that do not fit together into one recording. Default <see cref="JoinPolicy.Report"/>.</summary>
    public JoinPolicy OnJoin { get; init; } = JoinPolicy.Report;

    /// <summary>In which order several files make up one recording. Default <see cref="FileOrder.AsGiven"/>.</summary>
    public FileOrder FileOrder { get; init; } = FileOrder.AsGiven;

    /// <summary>
    /// Largest number of files of one recording that are open at once, from 1; a reader who needs a further one waits. Default 8.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int MaxOpenFiles
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 8;

    /// <summary>True to keep metadata keys whose value is empty. Default false.</summary>
    public bool KeepEmptyMetadata { get; init; }

    /// <summary>
    /// Undoes the wrapping around of recorders whose input clips, for <c>float</c> and <c>double</c>. Default null: samples as they
    /// were recorded.
    /// </summary>
    public UnwrapOptions? Unwrap { get; init; }

    /// <summary>
    /// Largest number of blocks that <see cref="AudioLoader{T}.BlocksAsync"/> reads ahead of its consumer, from 1. Default 2. Of a
    /// recording that is decoded in units, as FLAC is, it may read the units up to 65 536 samples ahead besides.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int ReadAheadBlocks
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 2;

    /// <summary>True to leave a stream open when the array over it is disposed. Default false.</summary>
    public bool LeaveOpen { get; init; }
}
