namespace AudioIO.Tests.Overviews;

/// <summary>
/// A recording of floats in memory, in files that hold the same bytes, one after the other; its reads are counted. It grows, and files can be
/// exchanged.
/// </summary>
internal sealed class StoredRecording(float[] values, int channels, params string[] paths) : Signal<float>(8000, values.Length / channels, channels),
    IStoredFrames
{
    private float[] _values = values;

    public long FramesRead { get; set; }

    public int Reads { get; private set; }

    /// <summary>Frames with which a stretch begins, but for the first one.</summary>
    public long[] BreaksAt { get; set; } = [];

    /// <summary>First frames of the files, and the end.</summary>
    public long[] FileEdges { get; set; } = [];

    /// <summary>A frame that cannot be read; −1: none.</summary>
    public long DamagedFrame { get; set; } = -1;

    public Action<long>? BeforeRead { get; set; }

    public override int FramesPerUnit => 4096;

    public IReadOnlyList<StoredFrames> StoredFrames
    {
        get
        {
            long[] edges = FileEdges.Length > 0 ? FileEdges : [0, Frames];
            return [.. paths.Select((path, i) => new StoredFrames { Frames = new FrameRange(edges[i], edges[i + 1]), Path = path })];
        }
    }

    public override IReadOnlyList<FrameRange> ContinuousRanges
    {
        get
        {
            long[] edges = [0, .. BreaksAt.Where(start => start < Frames), Frames];
            return [.. edges.Zip(edges.Skip(1), (start, stop) => new FrameRange(start, stop))];
        }
    }

    /// <summary>Writes all values to the one file, and the time of writing with it.</summary>
    public StoredRecording Save(int minute = 0)
    {
        File.WriteAllBytes(paths[0], System.Runtime.InteropServices.MemoryMarshal.AsBytes(_values.AsSpan()));
        File.SetLastWriteTimeUtc(paths[0], new DateTime(2024, 6, 1, 22, minute, 0, DateTimeKind.Utc));
        return this;
    }

    public void Append(ReadOnlySpan<float> more) => _values = [.. _values, .. more];

    protected override void RefreshFrames() => Extend(_values.Length / Channels);

    protected override void ReadFrames(long start, Span<float> destination)
    {
        BeforeRead?.Invoke(start);
        int frames = destination.Length / Channels;
        if (start <= DamagedFrame && DamagedFrame < start + frames) throw new DamagedException(DamagedFrame);
        FramesRead += frames;
        Reads++;
        _values.AsSpan((int)start * Channels, destination.Length).CopyTo(destination);
    }

    private sealed class DamagedException(long frame) : Exception("Damaged."), IFrameDamage
    {
        public long? StartFrame => frame;

        public long? FrameCount => 1;
    }
}
