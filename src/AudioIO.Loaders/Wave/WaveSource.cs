namespace AudioIO;

/// <summary>
/// A WAV recording: RIFF, RIFX, RF64, BW64 or Wave64 with integers of 1 to 8 bytes, floats, A-law, µ-law, IMA ADPCM or Microsoft ADPCM.
/// Every frame is found by its position, and reading allocates nothing.
/// </summary>
public sealed class WaveSource : AudioSource
{
    private readonly ByteSource _bytes;
    private readonly long _start;
    private readonly AudioLoaderOptions _options;
    private WaveStructure _structure;
    private SampleLayout _layout;
    private SampleReader _reader;
    private long _measuredLength; // of the file, when the layout was measured

    private WaveSource(
        ByteSource bytes, HeaderReader header, SampleLayout layout, WaveStructure structure, AudioLoaderOptions options)
        : base(layout.Info, header.Log)
    {
        _bytes = bytes;
        _start = header.Start;
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

    private protected override string? FilePath => _bytes.Path;

    private protected override TimeZoneInfo? RecorderZone => _options.RecorderZone;

    /// <summary>Opens a recording that was recognised before.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="header">Its header; the start is where the container begins.</param>
    /// <param name="options">How it is read.</param>
    internal static WaveSource Open(ByteSource bytes, HeaderReader header, AudioLoaderOptions options)
    {
        SampleLayout layout = WaveParser.Parse(header, out WaveStructure structure);
        return new WaveSource(bytes, header, layout, structure, options);
    }

    private protected override MetadataResult Describe() => MetadataReader.Read(new MetadataInput
    {
        Bytes = _bytes,
        Chunks = Chunks,
        Order = _structure.Container.Order,
        HasGuids = _structure.Container.IsWave64,
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
        SampleLayout layout = WaveGrowth.Measure(_layout, _bytes, _start, out WaveStructure structure);
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
