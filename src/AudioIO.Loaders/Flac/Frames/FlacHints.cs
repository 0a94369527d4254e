using System.Buffers.Binary;

namespace AudioIO;

/// <summary>
/// Where FlacFrames may be, as somebody says: the seek table of the file (RFC 9639 §8.5), else the headers met in probing the order. They are
/// believed nowhere; they only say where a search in a file far away begins, so that it takes few trips.
/// </summary>
/// <param name="seekTable">Where the table lies; null where there is none.</param>
/// <param name="audioPosition">Byte at which the FlacFrames begin.</param>
internal sealed class FlacHints(Chunk? seekTable, long audioPosition)
{
    /// <summary>A point: 64 bits frame, 64 bits bytes from the first FlacFrame, 16 bits frames in it.</summary>
    private const int PointBytes = 18;

    /// <summary>A point for every second of 18 hours; a table of more says too much.</summary>
    private const int MaxPoints = 1 << 16;

    private readonly Lock _lock = new();
    private FlacAnchor[]? _table;
    private FlacAnchor[] _probed = [];

    /// <summary>Takes the headers that were met, in ascending order.</summary>
    public void Add(IEnumerable<FlacAnchor> probed) => Volatile.Write(ref _probed, [.. probed.Distinct()]);

    /// <summary>Comes closer to a frame from both sides, as far as it is said.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="low">A FlacFrame before it.</param>
    /// <param name="high">One behind it, or the end.</param>
    /// <returns>False where nothing is said of the frames between.</returns>
    public bool TryNarrow(ByteSource bytes, long frame, ref FlacAnchor low, ref FlacAnchor high)
    {
        FlacAnchor[] points = Table(bytes);
        if (points.Length == 0) points = Volatile.Read(ref _probed);
        (FlacAnchor below, FlacAnchor above) = (low, high);
        // First point behind the frame.
        int from = 0, to = points.Length;
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            if (points[middle].Frame <= frame) from = middle + 1;
            else to = middle;
        }
        if (from > 0 && IsBetween(points[from - 1], low, high)) below = points[from - 1];
        if (from < points.Length && IsBetween(points[from], below, high)) above = points[from];
        bool isNarrower = (below, above) != (low, high);
        (low, high) = (below, above);
        return isNarrower;
    }

    private static bool IsBetween(FlacAnchor point, FlacAnchor low, FlacAnchor high) =>
        point.Frame > low.Frame && point.Frame < high.Frame && point.Position > low.Position && point.Position < high.Position;

    private FlacAnchor[] Table(ByteSource bytes)
    {
        if (Volatile.Read(ref _table) is { } known) return known;
        lock (_lock)
        {
            if (_table is null) Volatile.Write(ref _table, Read(bytes));
            return _table;
        }
    }

    private FlacAnchor[] Read(ByteSource bytes)
    {
        if (seekTable is not { } chunk || chunk.Length / PointBytes is not (> 0 and <= MaxPoints)) return [];
        byte[] table = new byte[chunk.Length / PointBytes * PointBytes];
        int count = bytes.Read(chunk.Position, table) / PointBytes;
        var points = new List<FlacAnchor>(count);
        for (int i = 0; i < count; i++)
        {
            ulong frame = BinaryPrimitives.ReadUInt64BigEndian(table.AsSpan(i * PointBytes));
            ulong offset = BinaryPrimitives.ReadUInt64BigEndian(table.AsSpan((i * PointBytes) + 8));
            // Placeholders are all ones; points that do not ascend are none.
            if (frame > long.MaxValue || offset > (ulong)(long.MaxValue - audioPosition)) break;
            var point = new FlacAnchor(audioPosition + (long)offset, (long)frame);
            if (points.Count > 0 && (point.Frame <= points[^1].Frame || point.Position <= points[^1].Position)) continue;
            points.Add(point);
        }
        return [.. points];
    }
}
