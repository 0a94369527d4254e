namespace AudioIO;

public sealed partial class AudioLoader<T>
{
    /// <inheritdoc cref="AudioSource.Metadata"/>
    public Metadata Metadata => Source.Metadata;

    /// <inheritdoc cref="AudioSource.Markers"/>
    public IReadOnlyList<Marker> Markers => Source.Markers;

    /// <inheritdoc cref="AudioSource.StartTime"/>
    public StartTime? StartTime => Source.StartTime;

    /// <inheritdoc cref="AudioSource.Files"/>
    public IReadOnlyList<RecordingFile> Files => Source.Files;

    /// <inheritdoc cref="AudioSource.Joins"/>
    public IReadOnlyList<Join> Joins => Source.Joins;

    /// <inheritdoc cref="Signal.ContinuousRanges"/>
    public IReadOnlyList<FrameRange> ContinuousRanges => Source.ContinuousRanges;

    /// <inheritdoc cref="AudioSource.DamagedRanges"/>
    public IReadOnlyList<FrameRange> DamagedRanges => Source.DamagedRanges;

    /// <inheritdoc cref="AudioSource.FileAt"/>
    public RecordingFile FileAt(long frame) => Source.FileAt(frame);

    /// <inheritdoc cref="AudioSource.IsZoneKnown"/>
    public bool IsZoneKnown => Source.IsZoneKnown;

    /// <inheritdoc cref="AudioSource.ClockAt"/>
    public DateTime? ClockAt(long frame) => Source.ClockAt(frame);

    /// <inheritdoc cref="AudioSource.InstantAt"/>
    public DateTimeOffset? InstantAt(long frame) => Source.InstantAt(frame);

    /// <inheritdoc cref="AudioSource.FrameAtClock"/>
    public long FrameAtClock(DateTime clock) => Source.FrameAtClock(clock);

    /// <inheritdoc cref="AudioSource.FrameAtInstant"/>
    public long FrameAtInstant(DateTimeOffset instant) => Source.FrameAtInstant(instant);

    /// <inheritdoc cref="AudioExport.Export(AudioSource, string, long, long, ExportOptions?, IProgress{double}?, CancellationToken)"/>
    public ExportReport Export(
        string path,
        long start,
        long count,
        ExportOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return Source.Export(path, start, count, options, progress, cancellationToken);
    }

    /// <inheritdoc cref="PcmStreams.AsPcmStream(AudioSource, AudioEncoding, int)"/>
    /// <exception cref="ObjectDisposedException">The array was disposed.</exception>
    public Stream AsPcmStream(AudioEncoding encoding = AudioEncoding.IeeeFloat, int bitsPerSample = 32)
    {
        ThrowIfDisposed();
        return Source.AsPcmStream(encoding, bitsPerSample);
    }
}
