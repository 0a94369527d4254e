namespace AudioIO.Tests.Remote;

/// <summary>
/// Bytes far away that count trips: what is announced together and read after it is one, every read of what was neither announced nor read
/// before is another. Nothing is fetched twice, in pages; the beginning and the end are there from opening on, by one trip.
/// </summary>
internal sealed class DistantBytes : ByteSource
{
    private const int Page = BlockCache.PageBytes;
    private const int AtOnce = RangeRequests.MaxAtOnce;

    private readonly Action<long, Span<byte>> _read;
    private readonly HashSet<long> _pages = [];
    private readonly HashSet<long> _announced = [];
    private int _requests;

    public DistantBytes(long length, Action<long, Span<byte>> read, RangeOptions? options = null)
    {
        _read = read;
        Length = length;
        options ??= RangeOptions.Flac;
        Announce(0, options.HeadBytes);
        Announce(options.Besides.Start, Math.Min(options.Besides.Count, length - options.Besides.Start));
        // A page that is cut is not kept.
        long tail = Math.Max(0, length - options.TailBytes);
        Announce((tail + Page - 1) / Page * Page, options.TailBytes);
        _pages.UnionWith(_announced);
        _announced.Clear();
        _requests = 0;
        Trips = 1;
    }

    public DistantBytes(byte[] content)
        : this(content.Length, (position, destination) => content.AsSpan((int)position, destination.Length).CopyTo(destination))
    {
    }

    public override bool IsRemote => true;

    public int Trips { get; private set; }

    /// <summary>Every range that was fetched, announced or not.</summary>
    public List<(long Start, long Count)> Ranges { get; } = [];

    public long BytesFetched => (long)(_pages.Count + _announced.Count) * Page;

    public override void Expect(params ReadOnlySpan<(long Position, long Count)> ranges)
    {
        foreach ((long position, long count) in ranges) Announce(Math.Max(0, position), Math.Min(count, Length - Math.Max(0, position)));
    }

    protected override int ReadBytes(long position, Span<byte> destination)
    {
        long last = (position + destination.Length - 1) / Page;
        bool isTrip = false, isNew = false;
        for (long page = position / Page; page <= last; page++)
        {
            if (_pages.Contains(page)) continue;
            isTrip = true;
            if (_announced.Contains(page)) continue;
            isNew = true;
            _pages.Add(page);
        }
        // More requests than may be under way wait for others.
        if (isTrip) Trips += 1 + (Math.Max(_requests - 1, 0) / AtOnce);
        if (isTrip) _requests = 0;
        // What was announced has come meanwhile; what was not is a trip after that.
        if (isTrip && isNew && _announced.Count > 0) Trips++;
        if (isNew) Ranges.Add((position, destination.Length));
        if (isTrip)
        {
            _pages.UnionWith(_announced);
            _announced.Clear();
        }
        _read(position, destination);
        return destination.Length;
    }

    private void Announce(long start, long count)
    {
        bool isNew = false;
        count = Math.Min(count, Length - start);
        for (long page = start / Page; count > 0 && page <= (start + count - 1) / Page; page++)
            isNew |= !_pages.Contains(page) && _announced.Add(page);
        if (isNew) Ranges.Add((start, count));
        if (isNew) _requests++;
    }
}
