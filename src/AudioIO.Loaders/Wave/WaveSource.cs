namespace AudioIO;

/// <summary>
/// A WAV recording: RIFF, RIFX, RF64, BW64 or Wave64 with integers of 1 to 8 bytes, floats, A-law, µ-law, IMA ADPCM or Microsoft ADPCM.
/// Every frame is found by its position, and reading allocates nothing.
/// </summary>
public sealed class WaveSource : AudioSource
{
    private readonly ByteSource _bytes;
    private readonly AudioLoaderOptions _options;
    private WaveStructure _structure;
    private SampleLayout _layout;
    private SampleReader _reader;
    private long _measuredLength; // of the file, when the layout was measured

    private WaveSource(ByteSource bytes, SampleLayout layout, WaveStructure structure, AudioLoaderOptions options, DiagnosticLog log)
        : base(layout.Info, log)
    {
        _bytes = bytes;
        _options = options;
        _structure = structure;
        _layout = layout;
        _reader = Reader(layout);
        _measuredLength = bytes.Length;
        FramesPerUnit = layout.Coding.FramesPerBlock;
    }

    /// <summary>Number of frames of a block of ADPCM; 1 for everything else.</summary>
    public override int FramesPerUnit { get; }

    /// <summary>Every chunk of the file, in its order; those after the audio are looked up by the first call.</summary>
    internal IReadOnlyList<Chunk> Chunks => Volatile.Read(ref _structure).All();

    /// <summary>Byte order of the numbers in the file's chunks.</summary>
    internal ByteOrder Order => _structure.Order;

    private protected override string? FilePath => _bytes.Path;

    private protected override TimeZoneInfo? RecorderZone => _options.RecorderZone;

    /// <summary>Opens a WAV file.</summary>
    /// <param name="path">Path of the file; its extension plays no part.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <returns>The recording; dispose it to close the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="IOException">The path is a directory, or the file cannot be read.</exception>
    /// <exception cref="AudioFormatException">The content is no WAV recording that can be read; the message says what it is.</exception>
    public static WaveSource Open(string path, AudioLoaderOptions? options = null) =>
        Opening.OrDispose(Opening.Bytes(path), options, Open);

    /// <summary>Opens a WAV recording in a stream.</summary>
    /// <param name="stream">A stream that can read and seek; the recording begins at its position 0.</param>
    /// <param name="options">
    /// How it is read; null for the defaults. <see cref="AudioLoaderOptions.LeaveOpen"/> says whether the stream is closed.
    /// </param>
    /// <returns>The recording; dispose it to close the stream.</returns>
    /// <exception cref="ArgumentException">The stream cannot read or cannot seek.</exception>
    /// <exception cref="AudioFormatException">The content is no WAV recording that can be read; the message says what it is.</exception>
    public static WaveSource Open(Stream stream, AudioLoaderOptions? options = null) =>
        Opening.OrDispose(Opening.Bytes(stream, options), options, Open);

    internal static WaveSource Open(ByteSource bytes, AudioLoaderOptions options)
    {
        var log = new DiagnosticLog();
        var header = new HeaderBytes(bytes);
        AudioContainer container = Signature.Recognize(header, log, out long start);
        if (container == AudioContainer.Flac)
            throw header.Fault(AudioFormatErrorKind.Unsupported, start, "Content", "a WAV recording", "native FLAC");
        return Open(bytes, header, start, container, options, log);
    }

    /// <summary>Opens a recording whose container was recognised before.</summary>
    internal static WaveSource Open(
        ByteSource bytes, HeaderBytes header, long start, AudioContainer container, AudioLoaderOptions options, DiagnosticLog log)
    {
        SampleLayout layout = WaveParser.Parse(header, start, container, log, out WaveStructure structure);
        return new WaveSource(bytes, layout, structure, options, log);
    }

    private protected override MetadataResult Describe() => MetadataReader.Read(new MetadataInput
    {
        Bytes = _bytes,
        Chunks = Chunks,
        Order = Order,
        HasGuids = Info.Container == AudioContainer.Wave64,
        Rate = Info.Rate,
        Frames = Info.Frames,
        Log = Log,
        KeepEmpty = _options.KeepEmptyMetadata,
    });

    /// <inheritdoc/>
    protected override void ReadFrames<T>(long startFrame, Span<T> destination) =>
        Volatile.Read(ref _reader).Read(startFrame, destination);

    /// <inheritdoc/>
    protected override void RefreshFrames()
    {
        _bytes.Refresh();
        long length = _bytes.Length;
        if (length <= _measuredLength) return;
        SampleLayout layout = WaveGrowth.Measure(_layout, new HeaderBytes(_bytes), out WaveStructure structure);
        if (layout.Frames > _layout.Frames)
        {
            _layout = layout;
            // First what can be read, then what may be asked for.
            Volatile.Write(ref _reader, Reader(layout));
            Info = Info with { Frames = layout.Frames, BitsPerSample = layout.Coding.BitsPerSample };
        }
        Volatile.Write(ref _structure, structure);
        _measuredLength = length;
    }

    private SampleReader Reader(SampleLayout layout) =>
        layout.Coding.IsAdpcm ? new AdpcmReader(_bytes, layout, _options.OnDamage, Log) : new PcmReader(_bytes, layout);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _bytes.Dispose();
        base.Dispose(disposing);
    }
}
