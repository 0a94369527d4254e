namespace AudioIO;

/// <content>
/// What the recording says of itself does not depend on how its samples are read, but for the gain of samples that are halved.
/// </content>
internal sealed partial class UnwrappedSource
{
    private IReadOnlyList<RecordingFile>? _innerFiles;
    private IReadOnlyList<RecordingFile>? _ownFiles;
    private Metadata? _ownMetadata;

    public override Metadata Metadata => IsScaled ? _ownMetadata ??= DoubledGain.Of(_inner.Metadata) : _inner.Metadata;

    public override IReadOnlyList<Marker> Markers => _inner.Markers;

    public override StartTime? StartTime => _inner.StartTime;

    public override IReadOnlyList<RecordingFile> Files
    {
        get
        {
            if (!IsScaled) return _inner.Files;
            lock (_lock)
            {
                IReadOnlyList<RecordingFile> files = _inner.Files;
                if (!ReferenceEquals(files, _innerFiles))
                {
                    _innerFiles = files;
                    _ownFiles = [.. files.Select(file => new RecordingFile(this, file.Index, file.Path, file.Info, file.StartFrame))];
                }
                return _ownFiles!;
            }
        }
    }

    public override IReadOnlyList<Join> Joins => _inner.Joins;

    internal override TimeMap Times => _inner.Times;

    internal override IReadOnlyList<ClockStretch> Stretches => _inner.Stretches;

    private bool IsScaled => _options.Mode == UnwrapMode.Scale;

    internal override int FileIndexAt(long frame) => _inner.FileIndexAt(frame);

    internal override Metadata MetadataOf(RecordingFile file) => DoubledGain.Of(_inner.MetadataOf(file));

    internal override StartTime? StartTimeOf(RecordingFile file) => _inner.StartTimeOf(file);
}
