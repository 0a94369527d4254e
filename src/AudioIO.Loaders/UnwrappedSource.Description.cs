using AudioIO.Joining;

namespace AudioIO;

/// <content>What the recording says of itself does not depend on how its samples are read.</content>
internal sealed partial class UnwrappedSource
{
    public override Metadata Metadata => _inner.Metadata;

    public override IReadOnlyList<Marker> Markers => _inner.Markers;

    public override StartTime? StartTime => _inner.StartTime;

    public override IReadOnlyList<RecordingFile> Files => _inner.Files;

    public override IReadOnlyList<Join> Joins => _inner.Joins;

    internal override TimeMap Times => _inner.Times;

    internal override int FileIndexAt(long frame) => _inner.FileIndexAt(frame);
}
