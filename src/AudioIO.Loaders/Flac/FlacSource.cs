namespace AudioIO;

/// <summary>
/// A FLAC recording (RFC 9639), read by position: 4 to 32 bits, 1 to 8 channels, any block size, with or without a seek table. The length
/// is measured, checksums are always checked, and a damaged FlacFrame keeps its place: nothing behind it shifts.
/// </summary>
/// <remarks>
/// <para>
/// What comes in are bytes read by position, what goes out is any part of the samples. <c>Frames/</c> finds FlacFrames, <c>Subframes/</c>
/// decodes one, <c>Lanes/</c> decodes several at once in vectors; the reader beside this file drives all three, and a long request is
/// shared between several readers.
/// </para>
/// <para>
/// How a frame is found: every FlacFrame has its number in its header, behind a CRC-8, and is followed by the next one. From one that is
/// known the reader walks on; far from all of them it interpolates between headers and lands. A seek table is believed nowhere: in a file far
/// away it says where looking begins.
/// </para>
/// <para>
/// Why a landing can be trusted: a header may be hidden in samples, and so may whole FlacFrames with right checksums; a cluster of another
/// recording is sound altogether. A landing is believed only at the beginning of an unbroken run, each FlacFrame with its CRC-16 up to the
/// next number, that is longer than any FlacFrame that could hide it and than small clusters, and no further than to where the run breaks.
/// There, and wherever no landing holds, the walk from a place decides that the walk from the beginning passes.
/// </para>
/// <para>
/// What damage does: where the walk breaks, the next run that is in order is looked for. It keeps the place that its number says; the frames
/// between are lost, and reading them throws, or gives silence and an entry. What is sound but out of order is passed over. Where it goes on
/// depends on the bytes of the file alone, so that the damage is the same whatever was read before, in pieces of any size, on any number of
/// threads, and in <see cref="Verify"/>.
/// </para>
/// <para>
/// When things are found out: opening measures the length from the end of the file. Where it is the one that STREAMINFO announces, whether the
/// FlacFrames between are in order is found out by the first request that needs it, to go far or to pass damage, and by <see cref="Verify"/>;
/// entries about it come on <see cref="AudioSource.Diagnostics"/> then, and frames that another recording has taken the place of are damage.
/// Where it is another one, that is probed in opening, and the walk through the file gives the length.
/// </para>
/// <para>
/// A part that was cut out of a longer stream keeps its numbers: its frame 0 is its first one. A file that grows is measured anew, and what
/// was there stays where it was, or refreshing throws.
/// </para>
/// </remarks>
public sealed partial class FlacSource : AudioSource
{
    private readonly ByteSource _bytes;
    private readonly AudioLoaderOptions _options;
    private FlacState _state;

    // What the measurement of the file has said, and says later, as when the order is settled.
    private DiagnosticLog _said;

    private FlacSource(ByteSource bytes, FlacRecording recording, AudioLoaderOptions options, DiagnosticLog log, DiagnosticLog said)
        : base(recording.Info, log)
    {
        _bytes = bytes;
        _options = options;
        _said = said;
        Remeasured(said, said, long.MaxValue);
        _state = new FlacState(recording, CreatePool(recording.Locator));
    }

    /// <inheritdoc/>
    public override int FramesPerUnit => State.Recording.Locator?.Format.MaxBlockSize ?? 1;

    /// <summary>Every metadata block in the order of the file.</summary>
    internal IReadOnlyList<Chunk> MetadataBlocks => State.Recording.Metadata.Blocks;

    private FlacState State => Volatile.Read(ref _state);

    /// <summary>What finds frames; null for a recording without any.</summary>
    internal FlacFrameLocator? Locator => State.Recording.Locator;

    /// <summary>A reader beside those of the pool; for comparison with other vectors or none.</summary>
    internal FlacFrameReader CreateReader(FlacLaneKernel? lanes) =>
        new(_bytes, State.Recording.Locator!, DamagePolicy.Throw, Log) { Lanes = lanes };

    private protected override string? FilePath => _bytes.Path;

    private protected override string Reading => _options.OnDamage == DamagePolicy.Silence ? "silence" : "";

    private protected override TimeZoneInfo? RecorderZone => _options.RecorderZone;

    /// <summary>As below, of a file that nobody has looked at.</summary>
    internal static FlacSource Open(
        ByteSource bytes, long start, AudioLoaderOptions options, long wholeWalkBytes = FlacLength.DefaultWholeWalkBytes) =>
        Open(bytes, new HeaderReader(bytes, new DiagnosticLog()) { Start = start }, options, wholeWalkBytes);

    /// <summary>Opens bytes, which it owns only when it succeeds.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="header">Its header; the start is the position of the stream marker.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="wholeWalkBytes">Tests have small files searched as large ones are.</param>
    internal static FlacSource Open(
        ByteSource bytes, HeaderReader header, AudioLoaderOptions options, long wholeWalkBytes = FlacLength.DefaultWholeWalkBytes)
    {
        // What was noted before the recording begins stays, however it grows.
        DiagnosticLog log = header.Log, said = header.Log = new DiagnosticLog();
        return new FlacSource(bytes, FlacRecording.Measure(bytes, header, wholeWalkBytes), options, log, said);
    }

    private protected override MetadataResult Describe(DiagnosticLog log) => MetadataReader.Read(new MetadataInput
    {
        Bytes = _bytes,
        Chunks = MetadataBlocks,
        Rate = Info.Rate,
        Frames = Info.Frames,
        Log = log,
        KeepEmpty = _options.KeepEmptyMetadata,
    });

    /// <inheritdoc/>
    protected override void ReadFrames<T>(long startFrame, Span<T> destination)
    {
        FlacState state = State;
        FlacParallelRead<T>.Read(
            state.Readers!, state.Recording.Locator!, _options.MaxDecodingThreads, !_bytes.IsRemote, startFrame, destination);
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
