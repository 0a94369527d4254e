using System.Buffers;
using System.Runtime.ExceptionServices;

namespace AudioIO;

/// <summary>
/// Bytes of an object in a store that answers HTTP ranges: S3, Azure, GCS and the like by an address that is public or signed, any web server
/// that knows ranges. Only what is read is fetched.
/// <code>
/// using var data = AudioLoader.Open(new RangeByteSource(new Uri(address), new RangeOptions { Client = client }));
/// </code>
/// </summary>
/// <remarks>
/// <para>
/// A trip takes as long as many bytes, so that few trips count. <see cref="RangeRequests"/> makes them, at most 16 at once: each is tried three
/// times, with a wait between, and each answer must be for the range asked and for the object that was opened (strong ETag, else the time of
/// modification; length). <see cref="BlockCache"/> keeps 128 blocks of 128 KiB, filled in pages of 1 KiB: a jump fetches only the pages that it
/// needs, neighbouring ones together. <see cref="SequentialReads"/> has who goes on fetch 256 KiB, doubled up to 4 MiB, and twice as much ahead,
/// which the cache keeps until he has passed it: who reads on fetches nothing twice.
/// <see cref="ByteSource.Expect"/> fetches at once what a format knows it will read.
/// </para>
/// Two who want the same bytes fetch them once. One who stops waiting leaves the fetch to the others: it ends with its bytes in the cache.
/// Memory: 16 MiB of blocks, and what is on its way, at most 4 MiB a request.
/// </remarks>
public sealed class RangeByteSource : ByteSource
{
    private const int MaxBlocks = 128;

    /// <summary>Announcements beyond half of the cache would drive out what they fetched first.</summary>
    private const long MaxExpectedBytes = (long)MaxBlocks * BlockCache.BlockBytes / 2;

    private readonly Lock _lock = new();
    private readonly BlockCache _cache;
    private readonly SequentialReads _runs = new();
    private readonly List<RangeFetch> _underWay = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationToken _closed;
    private readonly RangeRequests _requests;

    /// <summary>Opens an object: fetches its beginning, and its end where the options say so, at the same time.</summary>
    /// <param name="address">Where it is: http or https. Its query, which may hold a signature, appears in no message.</param>
    /// <param name="options">How it is fetched; null for the defaults.</param>
    /// <exception cref="ArgumentException">The address is not absolute, or of another scheme.</exception>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read: a signature may have expired.</exception>
    /// <exception cref="IOException">The server cannot be reached, does not answer ranges, or fails three times.</exception>
    public RangeByteSource(Uri address, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            string found = address.IsAbsoluteUri ? $"'{address.Scheme}'" : "a relative one";
            throw new ArgumentException($"Expected an absolute address of http or https, found {found}.", nameof(address));
        }
        options ??= RangeOptions.Default;
        Path = NameOf(address);
        _closed = _closing.Token;
        _cache = new BlockCache(MaxBlocks) { IsAwaited = _runs.Awaits };
        _requests = new RangeRequests(address, Path ?? "object", options);
        try
        {
            FetchBeginning(options);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>The last part of the address's path, for messages and for names that tell a time; null where it has none.</summary>
    public override string? Path { get; }

    /// <inheritdoc/>
    public override bool IsRemote => true;

    /// <summary>The last part of an address's path, as people wrote it; without query, which may hold a secret.</summary>
    internal static string? NameOf(Uri address)
    {
        string path = Uri.UnescapeDataString(address.AbsolutePath);
        string name = path[(path.LastIndexOf('/') + 1)..];
        return name.Length > 0 ? name : null;
    }

    /// <inheritdoc/>
    /// <remarks>The fetches are begun, several at once; a read that needs their bytes waits for them.</remarks>
    public override void Expect(params ReadOnlySpan<(long Position, long Count)> ranges)
    {
        List<RangeFetch> begun = [];
        lock (_lock)
        {
            long budget = MaxExpectedBytes;
            foreach ((long position, long count) in ranges)
            {
                long start = Math.Clamp(position, 0, Length), stop = position > Length - count ? Length : Math.Max(start, position + count);
                stop = Math.Min(stop, start + budget);
                budget -= stop - start;
                if (stop > start) Plan(start, Math.Min(Length, _runs.Announce(start, PageEnd(stop))), begun);
            }
        }
        foreach (RangeFetch fetch in begun) _ = Run(fetch, isAsync: true);
    }

    /// <inheritdoc/>
    protected override int ReadBytes(long position, Span<byte> destination)
    {
        while (true)
        {
            (int copied, RangeFetch? fetch, bool isOwn, RangeFetch? ahead) = Look(position, destination);
            if (ahead is not null) _ = Run(ahead, isAsync: true);
            if (copied > 0) return copied;
            // Run ends with the bytes here, or with the fault of the fetch.
            if (isOwn) Run(fetch!, isAsync: false).GetAwaiter().GetResult();
            else fetch!.Ended.Wait();
            if (isOwn) ThrowFaultOf(fetch!);
            ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, this);
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<int> ReadBytesAsync(long position, Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (true)
        {
            (int copied, RangeFetch? fetch, bool isOwn, RangeFetch? ahead) = Look(position, destination.Span);
            if (ahead is not null) _ = Run(ahead, isAsync: true);
            if (copied > 0) return copied;
            if (isOwn) _ = Run(fetch!, isAsync: true);
            await fetch!.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (isOwn) ThrowFaultOf(fetch!);
            ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, this);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Close();
        base.Dispose(disposing);
    }

    private static long PageEnd(long position) => (position + BlockCache.PageBytes - 1) / BlockCache.PageBytes * BlockCache.PageBytes;

    private void Close() => _closing.Cancel();

    /// <summary>All at once. What fails beside the beginning is only asked for again when somebody needs it, unless the object is another one.</summary>
    private void FetchBeginning(RangeOptions options)
    {
        int headBytes = options.HeadBytes;
        byte[] head = ArrayPool<byte>.Shared.Rent(headBytes);
        try
        {
            List<(Task<(long Start, int Count)> Answer, byte[] Bytes)> besides = [];
            foreach ((long? start, int count) in (ReadOnlySpan<(long?, int)>)[options.Besides, (null, options.TailBytes)])
            {
                if (count == 0) continue;
                byte[] bytes = new byte[count];
                besides.Add((Task.Run(() => _requests.Fetch(start, bytes, isAsync: true, _closed).AsTask(), _closed), bytes));
            }
            (_, int came) = _requests
                .Fetch(0, head.AsMemory(0, headBytes), isAsync: false, _closed).AsTask().GetAwaiter().GetResult();
            Length = _cache.Length = _requests.Length;
            _cache.Store(0, head.AsSpan(0, came));
            _runs.Begin(PageEnd(came));
            // A small object has come whole.
            if (came == Length) return;
            foreach ((Task<(long, int)> answer, byte[] bytes) in besides) StoreBeside(answer, bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head);
        }
    }

    private void StoreBeside(Task<(long Start, int Count)> answer, byte[] bytes)
    {
        try
        {
            (long start, int count) = answer.GetAwaiter().GetResult();
            _cache.Store(start, bytes.AsSpan(0, count));
            _runs.Begin(PageEnd(start + count));
        }
        // Not every store knows the last bytes (Azure does not), and not every object has bytes in the middle.
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Copies what is here; else says which fetch brings it, one under way or a new one, and what to fetch ahead.</summary>
    private (int Copied, RangeFetch? Fetch, bool IsOwn, RangeFetch? Ahead) Look(long position, Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, this);
        lock (_lock)
        {
            int copied = _cache.Copy(position, destination);
            long page = position / BlockCache.PageBytes;
            if (copied > 0) return (copied, null, false, Ahead(position, copied));
            if (UnderWay(page) is { } other) return (0, other, false, Ahead(position, 0));
            long start = page * BlockCache.PageBytes;
            // Neighbouring misses together, up to what one request may ask for.
            long asked = Math.Clamp(PageEnd(position + destination.Length) - start, SequentialReads.LeastBytes, SequentialReads.MaxBytes);
            var own = new RangeFetch(start, Free(start, _runs.Miss(start, asked)));
            _underWay.Add(own);
            return (0, own, true, null);
        }
    }

    private RangeFetch? Ahead(long position, int count)
    {
        if (!_runs.TryAhead(position, position + count, out long start, out long wanted) || start >= Length) return null;
        int free = Free(start, wanted);
        if (free == 0) return null;
        var fetch = new RangeFetch(start, free);
        _underWay.Add(fetch);
        return fetch;
    }

    /// <summary>Fetches for what is neither here nor under way.</summary>
    private void Plan(long start, long stop, List<RangeFetch> begun)
    {
        for (long position = start / BlockCache.PageBytes * BlockCache.PageBytes; position < stop;)
        {
            int free = Free(position, Math.Min(PageEnd(stop) - position, SequentialReads.MaxBytes));
            if (free > 0)
            {
                var fetch = new RangeFetch(position, free);
                _underWay.Add(fetch);
                begun.Add(fetch);
            }
            position += Math.Max(free, BlockCache.PageBytes);
        }
    }

    /// <summary>How many of so many bytes from a page on are neither here nor under way, without a gap.</summary>
    private int Free(long start, long count)
    {
        long stop = Math.Min(start + Math.Min(count, SequentialReads.MaxBytes), Length);
        long position = start;
        while (position < stop && !_cache.HasPage(position / BlockCache.PageBytes) && UnderWay(position / BlockCache.PageBytes) is null)
            position += BlockCache.PageBytes;
        return (int)(Math.Min(position, stop) - start);
    }

    private RangeFetch? UnderWay(long page) => _underWay.Find(fetch => fetch.Holds(page * BlockCache.PageBytes));

    /// <summary>Never throws: what goes wrong is the fetch's fault, and asked for by who waits for it.</summary>
    private async Task Run(RangeFetch fetch, bool isAsync)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(fetch.Count);
        Exception? fault = null;
        try
        {
            await _requests.Fetch(fetch.Start, bytes.AsMemory(0, fetch.Count), isAsync, _closed).ConfigureAwait(false);
        }
        // Whatever it is belongs to who waits.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            fault = exception;
        }
        lock (_lock)
        {
            if (fault is null) _cache.Store(fetch.Start, bytes.AsSpan(0, fetch.Count));
            _underWay.Remove(fetch);
        }
        ArrayPool<byte>.Shared.Return(bytes);
        fetch.End(fault);
    }

    private void ThrowFaultOf(RangeFetch fetch)
    {
        ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, this);
        if (fetch.Ended.Result is { } fault) ExceptionDispatchInfo.Throw(fault);
    }
}
