namespace AudioIO;

/// <content>
/// What the recording says of itself does not depend on how its samples are read, but for the gain of samples that are halved.
/// </content>
public sealed partial class UnwrappedSource
{
    private IReadOnlyList<RecordingFile>? _innerFiles;
    private IReadOnlyList<RecordingFile>? _ownFiles;
    private Metadata? _ownMetadata;

    /// <inheritdoc/>
    public override Metadata Metadata => IsScaled ? _ownMetadata ??= DoubledGain.Of(Recording.Metadata) : Recording.Metadata;

    /// <inheritdoc/>
    public override IReadOnlyList<Marker> Markers => Recording.Markers;

    /// <inheritdoc/>
    public override StartTime? StartTime => Recording.StartTime;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingFile> Files
    {
        get
        {
            if (!IsScaled) return Recording.Files;
            lock (_lock)
            {
                IReadOnlyList<RecordingFile> files = Recording.Files;
                if (!ReferenceEquals(files, _innerFiles))
                {
                    _innerFiles = files;
                    _ownFiles = [.. files.Select(file => new RecordingFile(this, file.Index, file.Path, file.Info, file.StartFrame))];
                }
                return _ownFiles!;
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Join> Joins => Recording.Joins;

    internal override TimeMap Times => Recording.Times;

    internal override IReadOnlyList<ClockStretch> Stretches => Recording.Stretches;

    private bool IsScaled => Options.Mode == UnwrapMode.Scale;

    internal override int FileIndexAt(long frame) => Recording.FileIndexAt(frame);

    internal override IEnumerable<string> OwnPaths => Recording.OwnPaths;

    internal override Metadata MetadataOf(RecordingFile file) => DoubledGain.Of(Recording.MetadataOf(file));

    internal override StartTime? StartTimeOf(RecordingFile file) => Recording.StartTimeOf(file);

    internal override IReadOnlyList<Marker> MarkersOf(RecordingFile file) => Recording.MarkersOf(file);
}
