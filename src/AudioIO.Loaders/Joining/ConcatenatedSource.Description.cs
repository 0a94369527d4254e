using System.Collections.Concurrent;

namespace AudioIO;

/// <content>What the files say beside their samples: the first one's is the recording's, markers lie where the files' frames do.</content>
public sealed partial class ConcatenatedSource
{
    private readonly Lock _markerLock = new();
    private readonly ConcurrentDictionary<int, Metadata> _metadata = [];
    private (JoinedFiles Joined, IReadOnlyList<Marker> Markers)? _markers;

    /// <inheritdoc/>
    public override Metadata Metadata => MetadataOf(0);

    /// <inheritdoc/>
    public override StartTime? StartTime => Current.Joined.Files[0].StartTime;

    /// <inheritdoc/>
    public override IReadOnlyList<Marker> Markers
    {
        get
        {
            lock (_markerLock)
            {
                JoinedFiles joined = Current.Joined;
                if (_markers?.Joined != joined) _markers = (joined, ReadMarkers(joined));
                return _markers.Value.Markers;
            }
        }
    }

    // Of the whole there are none: each file has its own.
    internal override IReadOnlyList<ClockStretch> Stretches => [];

    internal override IEnumerable<string> OwnPaths => _sources?.SelectMany(source => source.OwnPaths) ?? base.OwnPaths;

    internal override Metadata MetadataOf(RecordingFile file) => MetadataOf(file.Index);

    internal override StartTime? StartTimeOf(RecordingFile file) => Current.Joined.Files[file.Index].StartTime;

    internal override IReadOnlyList<Marker> MarkersOf(RecordingFile file) => [.. MarkersOf(Current.Joined, file.Index)];

    private Metadata MetadataOf(int file)
    {
        if (_metadata.TryGetValue(file, out Metadata? known)) return known;
        using LeasePool<OpenFile>.Lease lease = _pool.Rent(file);
        Metadata read = lease.Value.Source.Metadata;
        TakeFaults(lease.Value, Current.Joined, file);
        if (_sources is not null) return _metadata.GetOrAdd(file, read);
        // What is known of a file may go; these chunks find it again when they are read.
        MetadataChunk[] chunks = [.. read.Chunks.Select((chunk, i) =>
            new MetadataChunk(new ChunkBytes(this, file, i), chunk.Id, chunk.Position, chunk.Length))];
        return _metadata.GetOrAdd(file, new Metadata(read.Sections, chunks));
    }

    private Marker[] ReadMarkers(JoinedFiles joined) =>
        [.. Enumerable.Range(0, joined.Files.Count).SelectMany(file => MarkersOf(joined, file)).OrderBy(marker => marker.StartFrame)];

    /// <summary>The markers of one file, where its frames lie in the whole.</summary>
    private IEnumerable<Marker> MarkersOf(JoinedFiles joined, int file)
    {
        using LeasePool<OpenFile>.Lease lease = _pool.Rent(file);
        IReadOnlyList<Marker> markers = lease.Value.Source.Markers;
        TakeFaults(lease.Value, joined, file);
        // A marker beyond its file must not name a frame of the next one.
        long frames = joined.Files[file].Info.Frames;
        return [.. markers.Select(marker => marker with { StartFrame = joined.InTheWhole(file, Math.Min(marker.StartFrame, frames)) })];
    }

    /// <summary>The bytes of a chunk of a file of which nothing may be known any more. What it becomes longer is no part of it.</summary>
    private sealed class ChunkBytes : ByteSource
    {
        private readonly ConcatenatedSource _recording;
        private readonly int _file;
        private readonly int _chunk;

        public ChunkBytes(ConcatenatedSource recording, int file, int chunk)
        {
            _recording = recording;
            _file = file;
            _chunk = chunk;
            Path = recording.Current.Joined.Files[file].Path;
            Length = recording.Current.Joined.Files[file].LengthBytes;
        }

        public override string Path { get; }

        protected override int ReadBytes(long position, Span<byte> destination)
        {
            using LeasePool<OpenFile>.Lease lease = _recording._pool.Rent(_file);
            MetadataChunk opened = lease.Value.Source.Metadata.Chunks[_chunk];
            return opened.Read(position - opened.Position, destination);
        }
    }
}
