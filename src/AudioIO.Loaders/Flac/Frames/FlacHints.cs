using System.Buffers.Binary;

namespace AudioIO;

/// <summary>
/// Where FlacFrames may be, as somebody says: the seek table of the file (RFC 9639 §8.5), else the headers met in looking around. They are
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

    /// <summary>Neighbours of a stretch that are nearer than that part of it tell of blocks, not of how the recording goes on.</summary>
    private const int NeighborParts = 4;

    /// <summary>Takes the headers that were met; those that stand between others as they should.</summary>
    public void Add(IEnumerable<FlacAnchor> probed)
    {
        lock (_lock)
        {
            List<FlacAnchor> points = [.. _probed];
            foreach (FlacAnchor point in probed)
            {
                int index = FirstBehind(points, point.Frame);
                bool follows = index == 0 || (points[index - 1].Frame < point.Frame && points[index - 1].Position < point.Position);
                if (points.Count < MaxPoints && follows && (index == points.Count || points[index].Position > point.Position))
                    points.Insert(index, point);
            }
            Volatile.Write(ref _probed, [.. points]);
        }
    }

    /// <summary>Comes closer to a frame from both sides, as far as it is said.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="low">A FlacFrame before it.</param>
    /// <param name="high">One behind it, or the end.</param>
    /// <returns>False where nothing is said of the frames between.</returns>
    public bool TryNarrow(ByteSource bytes, long frame, ref FlacAnchor low, ref FlacAnchor high) =>
        TryNarrow(Points(bytes), frame, ref low, ref high);

    /// <summary>Guesses where a frame is, between two places and what is said of those around.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="low">A FlacFrame before it.</param>
    /// <param name="high">One behind it, or the end.</param>
    public FlacGuess Guess(ByteSource bytes, long frame, FlacAnchor low, FlacAnchor high)
    {
        FlacAnchor[] points = Points(bytes);
        TryNarrow(points, frame, ref low, ref high);
        long least = (high.Frame - low.Frame) / NeighborParts;
        FlacAnchor before = Before(low), after = Behind(high);
        return FlacCurve.At(frame, low, high, new FlacNeighbors(Before(before), before, after, Behind(after)));

        FlacAnchor Before(FlacAnchor place)
        {
            int index = FirstBehind(points, place.Frame - Math.Max(least, 1)) - 1;
            return index >= 0 && points[index].Position < place.Position ? points[index] : place;
        }

        FlacAnchor Behind(FlacAnchor place)
        {
            int index = FirstBehind(points, place.Frame + least);
            return index < points.Length && points[index].Position > place.Position ? points[index] : place;
        }
    }

    /// <summary>
    /// What is to be read to find a header at or behind places: so many bytes, or a header alone where the table says that one stands nearby.
    /// </summary>
    /// <param name="bytes">The file.</param>
    /// <param name="places">The places, in ascending order.</param>
    /// <param name="searchBytes">Bytes in which there is nearly always a header.</param>
    public List<(long Position, long Count)> Looks(ByteSource bytes, IReadOnlyList<long> places, int searchBytes)
    {
        FlacAnchor[] points = Table(bytes);
        var looks = new List<(long, long)>(places.Count);
        for (int i = 0; i < places.Count; i++)
        {
            // As far away as a sixteenth of the way to the next place they are as even as before.
            long reach = (i == 0 ? places[0] - audioPosition : places[i] - places[i - 1]) / 16, place = places[i];
            int index = Array.FindIndex(points, point => Math.Abs(point.Position - place) <= reach);
            looks.Add(index < 0 ? (place, searchBytes) : (points[index].Position, FlacFrameHeader.MaxLength));
        }
        return looks;
    }

    private static bool TryNarrow(FlacAnchor[] points, long frame, ref FlacAnchor low, ref FlacAnchor high)
    {
        (FlacAnchor below, FlacAnchor above) = (low, high);
        int from = FirstBehind(points, frame);
        if (from > 0 && IsBetween(points[from - 1], low, high)) below = points[from - 1];
        if (from < points.Length && IsBetween(points[from], below, high)) above = points[from];
        bool isNarrower = (below, above) != (low, high);
        (low, high) = (below, above);
        return isNarrower;
    }

    /// <summary>Index of the first point behind a frame.</summary>
    private static int FirstBehind(IReadOnlyList<FlacAnchor> points, long frame)
    {
        int from = 0, to = points.Count;
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            if (points[middle].Frame <= frame) from = middle + 1;
            else to = middle;
        }
        return from;
    }

    private FlacAnchor[] Points(ByteSource bytes)
    {
        FlacAnchor[] points = Table(bytes);
        return points.Length > 0 ? points : Volatile.Read(ref _probed);
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
