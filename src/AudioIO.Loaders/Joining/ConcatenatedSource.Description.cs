namespace AudioIO;

public sealed partial class ConcatenatedSource
{
    private readonly Lock _markerLock = new();
    private readonly Metadata?[] _metadata;
    private IReadOnlyList<Marker>? _markers;

    /// <inheritdoc/>
    public override Metadata Metadata => MetadataOf(0);

    /// <inheritdoc/>
    public override StartTime? StartTime => _indexed[0].StartTime;

    /// <inheritdoc/>
    public override IReadOnlyList<Marker> Markers
    {
        get
        {
            if (Volatile.Read(ref _markers) is { } known) return known;
            lock (_markerLock)
            {
                if (_markers is null) Volatile.Write(ref _markers, ReadMarkers());
                return _markers;
            }
        }
    }

    internal override TimeMap Times { get; }

    // Of the whole there are none: each file has its own.
    internal override IReadOnlyList<ClockStretch> Stretches => [];

    internal override Metadata MetadataOf(RecordingFile file) => MetadataOf(file.Index);

    internal override StartTime? StartTimeOf(RecordingFile file) => _indexed[file.Index].StartTime;

    private Metadata MetadataOf(int file)
    {
        if (Volatile.Read(ref _metadata[file]) is { } known) return known;
        using LeasePool<OpenFile>.Lease lease = _pool.Rent(file);
        Metadata read = lease.Value.Source.Metadata;
        TakeDiagnostics(lease.Value, file);
        // The chunks' own bytes end with the lease; these open the file again when they are read.
        MetadataChunk[] chunks = [.. read.Chunks.Select((chunk, i) =>
            new MetadataChunk(new ChunkBytes(this, file, i), chunk.Id, chunk.Position, chunk.Length))];
        var metadata = new Metadata(read.Sections, chunks);
        return Interlocked.CompareExchange(ref _metadata[file], metadata, null) ?? metadata;
    }

    private Marker[] ReadMarkers()
    {
        var markers = new List<Marker>();
        for (int file = 0; file < _indexed.Length; file++)
        {
            using LeasePool<OpenFile>.Lease lease = _pool.Rent(file);
            // A marker beyond its file must not name a frame of the next one.
            long frames = _map.FramesOf(file);
            foreach (Marker marker in lease.Value.Source.Markers)
                markers.Add(marker with { StartFrame = _map.StartFrameOf(file) + Math.Min(marker.StartFrame, frames) });
            TakeDiagnostics(lease.Value, file);
        }
        return [.. markers.OrderBy(marker => marker.StartFrame)];
    }

    /// <summary>The bytes of a chunk of a file that is not always open. A file that grows is refused: its length stays.</summary>
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
            Length = recording._indexed[file].LengthBytes;
        }

        public override string Path => _recording._indexed[_file].Path;

        protected override int ReadBytes(long position, Span<byte> destination)
        {
            using LeasePool<OpenFile>.Lease lease = _recording._pool.Rent(_file);
            MetadataChunk opened = lease.Value.Source.Metadata.Chunks[_chunk];
            return opened.Read(position - opened.Position, destination);
        }
    }
}
