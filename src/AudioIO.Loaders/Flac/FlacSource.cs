namespace AudioIO;

/// <summary>
/// A FLAC recording (RFC 9639), read by position: 4 to 32 bits, 1 to 8 channels, any block size, with or without a seek table. The length
/// is measured, checksums are always checked, and a damaged FlacFrame keeps its place: nothing behind it shifts.
/// </summary>
public sealed partial class FlacSource : AudioSource
{
    /// <summary>As <see cref="AudioInfo.Format"/> has it.</summary>
    internal const string FormatName = "FLAC";

    private readonly ByteSource _bytes;
    private readonly AudioLoaderOptions _options;
    private FlacMetadata _metadata;
    private FlacFrameLocator? _locator;
    private FlacReaderPool? _readers;
    private long _measuredLength; // of the file, when the recording was measured

    private FlacSource(
        ByteSource bytes, FlacMetadata metadata, FlacFrameLocator? locator, AudioInfo info, AudioLoaderOptions options, DiagnosticLog log)
        : base(info, log)
    {
        _bytes = bytes;
        _metadata = metadata;
        _options = options;
        _measuredLength = bytes.Length;
        if (locator is not null) ReadThrough(locator);
    }

    /// <inheritdoc/>
    public override int FramesPerUnit => Volatile.Read(ref _locator)?.Format.MaxBlockSize ?? 1;

    /// <summary>Every metadata block in the order of the file.</summary>
    internal IReadOnlyList<Chunk> MetadataBlocks => _metadata.Blocks;

    /// <summary>What finds frames; null for a recording without any.</summary>
    internal FlacFrameLocator? Locator => Volatile.Read(ref _locator);

    /// <summary>A reader beside those of the pool; for comparison with other vectors or none.</summary>
    internal FlacFrameReader CreateReader(FlacLaneKernel? lanes) => new(_bytes, _locator!, DamagePolicy.Throw, Log) { Lanes = lanes };

    private protected override string? FilePath => _bytes.Path;

    /// <summary>Opens bytes, which it owns only when it succeeds.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="start">Position of the stream marker.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="wholeWalkBytes">Tests have small files searched as large ones are.</param>
    internal static FlacSource Open(
        ByteSource bytes, long start, AudioLoaderOptions options, long wholeWalkBytes = FlacLength.DefaultWholeWalkBytes)
    {
        var log = new DiagnosticLog();
        FlacMetadata metadata = FlacMetadata.Read(bytes, start, log);
        FlacFrameLocator? locator = FlacOpening.Locate(bytes, metadata, wholeWalkBytes, log);
        return new FlacSource(bytes, metadata, locator, CreateInfo(metadata.StreamInfo, locator), options, log);
    }

    private protected override MetadataResult Describe() => MetadataReader.Read(new MetadataInput
    {
        Bytes = _bytes,
        Chunks = MetadataBlocks,
        IsFlac = true,
        Rate = Info.Rate,
        Frames = Info.Frames,
        Log = Log,
        KeepEmpty = _options.KeepEmptyMetadata,
    });

    /// <inheritdoc/>
    protected override void ReadFrames<T>(long startFrame, Span<T> destination) => FlacParallelRead<T>.Read(
        Volatile.Read(ref _readers)!, Volatile.Read(ref _locator)!, _options.MaxDecodingThreads, startFrame, destination);

    private void ReadThrough(FlacFrameLocator locator)
    {
        Volatile.Write(ref _locator, locator);
        Volatile.Write(ref _readers, new FlacReaderPool(() => new FlacFrameReader(_bytes, locator, _options.OnDamage, Log)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _bytes.Dispose();
        base.Dispose(disposing);
    }

    private static AudioInfo CreateInfo(FlacStreamInfo streamInfo, FlacFrameLocator? locator) => new()
    {
        Format = FormatName,
        Encoding = AudioEncoding.Flac,
        BitsPerSample = locator?.Format.BitsPerSample ?? streamInfo.BitsPerSample,
        Rate = streamInfo.Rate,
        Channels = streamInfo.Channels,
        Frames = locator?.TotalFrames ?? 0,
        ChannelMask = ChannelMaskOf(streamInfo.Channels),
    };

    /// <summary>
    /// RFC 9639 §9.1.3, as bits of dwChannelMask: mono; left, right; and center; front and back left, right; and center; 5.1 with back,
    /// 6.1 with back center and sides, 7.1 with back and sides.
    /// </summary>
    private static uint ChannelMaskOf(int channels)
    {
        ReadOnlySpan<ushort> masks = [0x4, 0x3, 0x7, 0x33, 0x37, 0x3F, 0x70F, 0x63F];
        return masks[channels - 1];
    }
}
