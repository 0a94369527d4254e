namespace AudioIO;

/// <summary>
/// A WAV recording: RIFF, RIFX, RF64, BW64 or Wave64 with integers of 1 to 8 bytes, floats, A-law, µ-law, IMA ADPCM or Microsoft ADPCM.
/// Every frame is found by its position, and reading allocates nothing.
/// </summary>
/// <remarks>
/// In comes a file that begins as one of the five containers; out go its frames, its chunks, and what is not as it should be.
/// <list type="number">
/// <item>A <c>WaveContainer</c> says what the container is like, and its <c>ChunkWalker</c> walks over chunks by their headers alone.</item>
/// <item><c>WaveStructure</c> keeps what the walk has found: opening walks until <c>fmt </c> and <c>data</c> are known and looks at a few chunks
/// more; the rest is walked over when somebody asks for it. A second recording behind the first ends the walk.</item>
/// <item><c>WaveFormatChunk</c> reads the fields of <c>fmt </c>, <c>WaveCodingRules</c> and <c>AdpcmRules</c> decide what they mean: what is accepted,
/// corrected with an entry, refused by name.</item>
/// <item><c>DataExtent</c> measures the audio, <c>WaveLength</c> counts its frames, and a reader (<c>PcmReader</c> of the folder Pcm, or
/// <c>AdpcmReader</c>) reads them.</item>
/// </list>
/// How a length is measured: every length in the file is a claim. A claim is believed where it leads somewhere: to the end of the file, or to
/// chunks with printable ids and fitting sizes up to it. One that nobody finished (0, the placeholders of pipes, more than the file has) leads to the
/// end of the file, less the known chunks that end exactly there (<c>TrailingChunks</c>). Of two claims that contradict each other the one that
/// leads somewhere counts; 32 bits that ran over are completed by the multiple of 2^32 that leads to the end. The size of RIFF, block
/// alignment, byte rate, <c>fact</c> of PCM and ds64's sample count carry nothing.
/// <para>
/// While the file grows, <c>WaveGrowth</c> does all of this again and compares: what was there keeps its place, another recording in its place is
/// an error, and frames that turn out to have been half-written metadata are taken back with an entry.
/// </para>
/// </remarks>
public sealed class WaveSource : AudioSource
{
    private readonly ByteSource _bytes;
    private readonly long _start;
    private readonly AudioLoaderOptions _options;
    private DiagnosticLog _said; // by the walk over the chunks, which goes on when somebody asks for the last ones
    private WaveStructure _structure;
    private SampleLayout _layout;
    private SampleReader _reader;
    private long _measuredLength; // of the file, when the layout was measured
    private ulong? _announced; // length of the audio that the header claimed when the file had less
    private IReadOnlyList<SilentStretch> _silences = []; // what a triggered recorder left out

    private WaveSource(
        ByteSource bytes, HeaderReader header, SampleLayout layout, WaveStructure structure, AudioLoaderOptions options, DiagnosticLog log)
        : base(layout.Info, log)
    {
        _said = header.Log;
        Remeasured(_said, _said, long.MaxValue);
        _bytes = bytes;
        _start = header.Start;
        _options = options;
        _structure = structure;
        _layout = layout;
        _reader = Reader(layout);
        _measuredLength = bytes.Length;
        _announced = AnnouncedBy(structure);
        FramesPerUnit = layout.Coding.FramesPerBlock;
    }

    /// <summary>Number of frames of a block of ADPCM; 1 for everything else.</summary>
    public override int FramesPerUnit { get; }

    /// <summary>Every chunk of the file, in its order; those after the audio are looked up by the first call.</summary>
    internal IReadOnlyList<Chunk> Chunks => Volatile.Read(ref _structure).All();

    /// <summary>Reads frames as they are stored; null for ADPCM, whose frames are not stored one by one.</summary>
    internal SampleReader? Stored => _layout.Coding.IsAdpcm ? null : Volatile.Read(ref _reader);

    private protected override string? FilePath => _bytes.Path;

    private protected override string Reading => _options.OnDamage == DamagePolicy.Silence ? "silence" : "";

    private protected override TimeZoneInfo? RecorderZone => _options.RecorderZone;

    /// <summary>Opens a recording that was recognised before.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="header">Its header; the start is where the container begins.</param>
    /// <param name="options">How it is read.</param>
    internal static WaveSource Open(ByteSource bytes, HeaderReader header, AudioLoaderOptions options)
    {
        // What was noted before the recording begins stays, however it grows.
        DiagnosticLog log = header.Log, said = header.Log = new DiagnosticLog();
        SampleLayout layout = WaveParser.Parse(header, out WaveStructure structure);
        IReadOnlyList<SilentStretch> silences = AudioMothSilence.Report(bytes, layout, structure, header, [], 0);
        return new WaveSource(bytes, header, layout, structure, options, log) { _silences = silences };
    }

    internal override bool MayGetStretches => AudioMothSilence.IsTriggered(_layout, _structure, new HeaderReader(_bytes, Log));

    private protected override MetadataResult Describe(DiagnosticLog log)
    {
        IReadOnlyList<SilentStretch> silences = Volatile.Read(ref _silences);
        MetadataResult found = MetadataReader.Read(new MetadataInput
        {
            Bytes = _bytes,
            Chunks = Chunks,
            Order = _structure.Container.Order,
            HasGuids = _structure.Container.IsWave64,
            Rate = Info.Rate,
            Frames = Info.Frames,
            Log = log,
            KeepEmpty = _options.KeepEmptyMetadata,
        });
        return silences.Count == 0
            ? found
            : found with { Stretches = AudioMothSilence.Stretches(silences, found.StartTime, Info.Rate) };
    }

    /// <inheritdoc/>
    protected override void ReadFrames<T>(long startFrame, Span<T> destination)
    {
        SampleReader reader = Volatile.Read(ref _reader);
        reader.Expect(startFrame, destination.Length / Info.Channels);
        reader.Read(startFrame, destination);
    }

    /// <inheritdoc/>
    protected override void RefreshFrames()
    {
        _bytes.Refresh();
        long length = _bytes.Length;
        // A recorder that is done corrects its header, and the file becomes no longer.
        bool isNew = length > _measuredLength ||
            (length == _measuredLength && _structure.HasOtherLengths(new HeaderReader(_bytes, Log)));
        if (!isNew) return;
        var said = new DiagnosticLog();
        var header = new HeaderReader(_bytes, said) { Start = _start };
        SampleLayout layout = WaveGrowth.Measure(_layout, header, _announced, out WaveStructure structure);
        if (_structure.IsWhole) structure.All();
        // A header that the data have left behind says nothing new that is true.
        if (layout.DataLength != structure.DataLength) said.Forget(said.Snapshot().Except(_said.Snapshot()));
        Volatile.Write(ref _silences, AudioMothSilence.Report(_bytes, layout, structure, header, _silences, _layout.DataLength));
        Remeasured(_said, said, long.MaxValue);
        _said = said;
        if (layout.Frames > _layout.Frames)
        {
            _layout = layout;
            // First what can be read, then what may be asked for.
            Volatile.Write(ref _reader, Reader(layout));
            Info = Info with { Frames = layout.Frames, BitsPerSample = layout.Coding.BitsPerSample };
        }
        else if (layout.Frames < _layout.Frames)
        {
            TakeBack(layout);
        }
        Volatile.Write(ref _structure, structure);
        _measuredLength = length;
        _announced = AnnouncedBy(structure) ?? _announced;
        ForgetDescription();
    }

    private static ulong? AnnouncedBy(WaveStructure structure) =>
        structure.ClaimedLength is { } claimed && claimed > (ulong)structure.DataLength ? claimed : null;

    /// <summary>
    /// The end that was read as sound while a recorder had not written the whole of its metadata, and not corrected the length, was none.
    /// </summary>
    private void TakeBack(SampleLayout layout)
    {
        long taken = _layout.Frames - layout.Frames;
        Log.Add(new Diagnostic(
            DiagnosticKind.Changed,
            $"The last {taken} frames were chunks behind the audio, by a header or by chunks that were not written completely, and no sound: " +
            $"{layout.Frames} are left.")
        {
            Position = layout.DataPosition + layout.DataLength,
            Path = _bytes.Path,
            StartFrame = layout.Frames,
            FrameCount = taken,
        });
        _layout = layout;
        // First what may be asked for, then what can be read.
        Info = Info with { Frames = layout.Frames };
        Volatile.Write(ref _reader, Reader(layout));
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
