namespace AudioIO;

/// <summary>What becomes of frames that cannot be decoded.</summary>
public enum DamagePolicy
{
    /// <summary>Reading them throws an <see cref="AudioFormatException"/> that names the frames and the byte position.</summary>
    Throw,

    /// <summary>They read as silence, and an entry on <see cref="AudioSource.Diagnostics"/> names them.</summary>
    Silence,
}

/// <summary>
/// How recordings are opened. One object for every format; each default is right for most recordings, and each value is checked when it is
/// set.
/// </summary>
public sealed record AudioLoaderOptions
{
    /// <summary>The defaults.</summary>
    public static AudioLoaderOptions Default { get; } = new();

    /// <summary>
    /// The formats that are looked for, in this order: the first that recognises a content opens it. Default: WAV (RIFF, RIFX, RF64 and BW64),
    /// Wave64 and FLAC. Those of other packages are added to them:
    /// <c>Formats = [.. AudioLoaderOptions.Default.Formats, new MyFormat()]</c>.
    /// </summary>
    /// <exception cref="ArgumentException">An entry is null.</exception>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    public IReadOnlyList<AudioFormat> Formats
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            // A copy: nobody changes the list behind an opening.
            AudioFormat[] formats = [.. value];
            if (formats.Contains(null)) throw new ArgumentException("A format is null.", nameof(value));
            field = Array.AsReadOnly(formats);
        }
    } = DefaultFormats.All;

    /// <summary>Wished length of the window, 0 or more. Default 10 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan BufferDuration
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>How much of the window lies before the frames asked for, 0 or more. Default 0 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan BackDuration
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.Zero;

    /// <summary>Largest size in bytes to which one request may enlarge the window, above 0. Default 1 GiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long MaxBufferBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1L << 30;

    /// <summary>What becomes of frames that cannot be decoded. Default <see cref="DamagePolicy.Throw"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such policy.</exception>
    public DamagePolicy OnDamage
    {
        get;
        init => field = Defined(value);
    } = DamagePolicy.Throw;

    /// <summary>
    /// Largest number of threads that decode one request, the calling thread included; 1 decodes on the calling thread alone.
    /// Default: the number of processors, at most 8: four seconds of sound that is read for the first time have work for five of them to
    /// more than sixteen, and who reads several recordings at once has other threads.
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
    /// <exception cref="ArgumentOutOfRangeException">There is no such policy.</exception>
    public JoinPolicy OnJoin
    {
        get;
        init => field = Defined(value);
    } = JoinPolicy.Report;

    /// <summary>In which order several files make up one recording. Default <see cref="FileOrder.Unspecified"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order.</exception>
    public FileOrder FileOrder
    {
        get;
        init => field = Defined(value);
    } = FileOrder.Unspecified;

    /// <summary>
    /// What stands for the time between files in which nothing was recorded. Default <see cref="GapPolicy.Concatenate"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such policy.</exception>
    public GapPolicy Gaps
    {
        get;
        init => field = Defined(value);
    } = GapPolicy.Concatenate;

    /// <summary>
    /// Longest gap that <see cref="GapPolicy.Fill"/> fills, from 0: a longer one is more likely a clock that was wrong, and refused. Default
    /// 30 days.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan MaxGap
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromDays(30);

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

    /// <summary>
    /// The zone of the recorder's clock, for start times that name none. With it the clock of a recording is shown in this zone, with its
    /// changes between winter and summer. Default null: not known; a start time without a zone is then a reading of the recorder's clock
    /// and no instant.
    /// </summary>
    public TimeZoneInfo? RecorderZone { get; init; }

    /// <summary>True to keep metadata keys whose value is empty. Default false.</summary>
    public bool KeepEmptyMetadata { get; init; }

    /// <summary>
    /// Undoes the wrapping around of recorders whose input clips, for <c>float</c> and <c>double</c>. Default null: samples as they
    /// were recorded.
    /// </summary>
    public UnwrapOptions? Unwrap { get; init; }

    /// <summary>
    /// Largest number of blocks that <see cref="BufferedArray{T}.BlocksAsync"/> reads ahead of its consumer, from 1. Default 2. Of a
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

    /// <summary>True to leave a stream or bytes open when the array over them is disposed. Default false.</summary>
    public bool LeaveOpen { get; init; }

    private static TEnum Defined<TEnum>(TEnum value)
        where TEnum : struct, Enum => Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"There is no such {typeof(TEnum).Name}.");
}
