namespace AudioIO;

/// <summary>
/// A FLAC recording (RFC 9639), read by position: 4 to 32 bits, 1 to 8 channels, any block size, with or without a seek table. The length
/// is measured, checksums are always checked, and a damaged FlacFrame keeps its place: nothing behind it shifts.
/// </summary>
public sealed partial class FlacSource : AudioSource
{
    private readonly ByteSource _bytes;
    private readonly AudioLoaderOptions _options;
    private FlacState _state;

    private FlacSource(ByteSource bytes, FlacRecording recording, AudioLoaderOptions options, DiagnosticLog log)
        : base(recording.Info, log)
    {
        _bytes = bytes;
        _options = options;
        _state = new FlacState(recording, CreatePool(recording.Locator));
    }

    /// <inheritdoc/>
    public override int FramesPerUnit => State.Recording.Locator?.Format.MaxBlockSize ?? 1;

    /// <summary>Every metadata block in the order of the file.</summary>
    internal IReadOnlyList<Chunk> MetadataBlocks => State.Recording.Metadata.Blocks;

    private FlacState State => Volatile.Read(ref _state);

    /// <summary>A reader beside those of the pool; for comparison without vectors.</summary>
    internal FlacFrameReader CreateReader(bool useLanes) =>
        new(_bytes, State.Recording.Locator!, DamagePolicy.Throw, Log) { UseLanes = useLanes };

    private protected override string? FilePath => _bytes.Path;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Path of the file; its extension means nothing.</param>
    /// <param name="options">How to open it; null for the defaults.</param>
    /// <exception cref="AudioFormatException">The file is not native FLAC with audio.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="IOException">The path is a directory, or the file cannot be read.</exception>
    public static FlacSource Open(string path, AudioLoaderOptions? options = null) =>
        Opening.OrDispose(Opening.Bytes(path), options, Open);

    /// <summary>Opens a stream that can read and seek; its whole length counts, whatever its position.</summary>
    /// <param name="stream">The stream, which is disposed with the source unless the options leave it open.</param>
    /// <param name="options">How to open it; null for the defaults.</param>
    /// <exception cref="AudioFormatException">The content is not native FLAC with audio.</exception>
    /// <exception cref="ArgumentException">The stream cannot read or seek.</exception>
    public static FlacSource Open(Stream stream, AudioLoaderOptions? options = null) =>
        Opening.OrDispose(Opening.Bytes(stream, options), options, Open);

    /// <summary>Opens bytes, which it owns only when it succeeds.</summary>
    internal static FlacSource Open(ByteSource bytes, AudioLoaderOptions options) => Open(bytes, options, FlacLength.DefaultWholeWalkBytes);

    /// <summary>As <see cref="Open(ByteSource, AudioLoaderOptions)"/>, for tests that have small files searched as large ones are.</summary>
    internal static FlacSource Open(ByteSource bytes, AudioLoaderOptions options, long wholeWalkBytes)
    {
        var log = new DiagnosticLog();
        return new FlacSource(bytes, FlacRecording.Measure(bytes, wholeWalkBytes, log), options, log);
    }

    private protected override MetadataResult Describe() => MetadataReader.Read(new MetadataInput
    {
        Bytes = _bytes,
        Chunks = MetadataBlocks,
        Container = AudioContainer.Flac,
        Rate = Info.Rate,
        Frames = Info.Frames,
        Log = Log,
        KeepEmpty = _options.KeepEmptyMetadata,
    });

    /// <inheritdoc/>
    protected override void ReadFrames<T>(long startFrame, Span<T> destination)
    {
        FlacState state = State;
        FlacParallelRead<T>.Read(
            state.Readers!, state.Recording.Locator!.Format, _options.MaxDecodingThreads, startFrame, destination);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _bytes.Dispose();
        base.Dispose(disposing);
    }

    private FlacReaderPool? CreatePool(FlacFrameLocator? locator) =>
        locator is null ? null : new FlacReaderPool(() => new FlacFrameReader(_bytes, locator, _options.OnDamage, Log));

    /// <summary>The recording as it is read: one reference, so that nobody sees half of one and half of another.</summary>
    private sealed record FlacState(FlacRecording Recording, FlacReaderPool? Readers);
}
