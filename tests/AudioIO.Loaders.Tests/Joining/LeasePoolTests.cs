using System.Collections.Concurrent;

namespace AudioIO.Tests.Joining;

public class LeasePoolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<int> _opened = [];
    private readonly ConcurrentQueue<int> _closed = [];
    private int _open;
    private int _mostOpen;

    [Fact]
    public void What_was_used_last_stays_open_and_what_was_used_longest_ago_is_closed()
    {
        using var pool = new LeasePool<Thing>(2, Open);
        foreach (int key in (int[])[1, 2, 1, 3, 1, 2]) Use(pool, key);
        Assert.Equal([1, 2, 3, 2], _opened);
        Assert.Equal([2, 3], _closed);
        Assert.Equal(2, _mostOpen);
    }

    [Fact]
    public void A_thing_in_use_is_shared_and_not_closed()
    {
        using var pool = new LeasePool<Thing>(2, Open);
        using (LeasePool<Thing>.Lease first = pool.Rent(1))
        {
            using (LeasePool<Thing>.Lease second = pool.Rent(1)) Assert.Same(first.Value, second.Value);
            for (int key = 2; key < 9; key++) Use(pool, key);
            Assert.False(first.Value.IsClosed);
        }
        Assert.Equal(2, _mostOpen);
    }

    [Fact]
    public async Task Whoever_finds_everything_in_use_waits_until_something_is_returned()
    {
        using var pool = new LeasePool<Thing>(1, Open);
        Task waiting;
        using (pool.Rent(1))
        {
            waiting = Task.Run(() => Use(pool, 2));
            Assert.True(SpinWait.SpinUntil(() => pool.Waiting == 1, Patience));
            Assert.Equal([1], _opened);
        }
        await waiting.WaitAsync(Patience);
        Assert.Equal([1, 2], _opened);
        Assert.Equal(1, _mostOpen);
    }

    [Fact]
    public async Task Two_who_want_the_same_thing_open_it_once()
    {
        using var entered = new SemaphoreSlim(0);
        using var mayOpen = new SemaphoreSlim(0);
        using var pool = new LeasePool<Thing>(4, key =>
        {
            entered.Release();
            Assert.True(mayOpen.Wait(Patience));
            return Open(key);
        });
        Task first = Task.Run(() => Use(pool, 1));
        Assert.True(await entered.WaitAsync(Patience));
        Task second = Task.Run(() => Use(pool, 1));
        mayOpen.Release();
        await Task.WhenAll(first, second).WaitAsync(Patience);
        Assert.Equal([1], _opened);
    }

    [Fact]
    public void A_failed_opening_leaves_its_place_to_the_next()
    {
        int failures = 2;
        using var pool = new LeasePool<Thing>(1, key => failures-- > 0 ? throw new IOException("Not now.") : Open(key));
        Assert.Throws<IOException>(() => Use(pool, 1));
        Assert.Throws<IOException>(() => Use(pool, 2));
        Use(pool, 1);
        Use(pool, 2);
        Assert.Equal([1, 2], _opened);
        Assert.Equal(1, _mostOpen);
    }

    [Fact]
    public async Task Closing_closes_what_is_idle_at_once_what_is_in_use_when_it_is_returned_and_sends_away_who_waits()
    {
        var pool = new LeasePool<Thing>(2, Open);
        Use(pool, 1);
        LeasePool<Thing>.Lease lease = pool.Rent(2);
        using (LeasePool<Thing>.Lease other = pool.Rent(1))
        {
            Task waiting = Task.Run(() => Use(pool, 3));
            Assert.True(SpinWait.SpinUntil(() => pool.Waiting == 1, Patience));
            pool.Dispose();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(Patience));
            Assert.Empty(_closed);
        }
        Assert.Equal([1], _closed);
        lease.Dispose();
        Assert.Equal([1, 2], _closed);
        Assert.Throws<ObjectDisposedException>(() => pool.Rent(1));
    }

    [Fact]
    public void What_is_dropped_is_opened_anew_unless_it_is_in_use()
    {
        using var pool = new LeasePool<Thing>(2, Open);
        pool.Drop(1);
        Use(pool, 1);
        using (LeasePool<Thing>.Lease lease = pool.Rent(1))
        {
            pool.Drop(1);
            Assert.False(lease.Value.IsClosed);
        }
        pool.Drop(1);
        Use(pool, 1);
        Assert.Equal([1, 1], _opened);
        Assert.Equal([1], _closed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Any_number_of_threads_never_have_more_open_than_the_limit(int limit)
    {
        using (var pool = new LeasePool<Thing>(limit, Open))
        {
            Run(8, thread =>
            {
                var random = new Random(thread);
                for (int i = 0; i < 2000; i++)
                {
                    int key = random.Next(12);
                    using LeasePool<Thing>.Lease lease = pool.Rent(key);
                    Assert.Equal(key, lease.Value.Key);
                    Assert.False(lease.Value.IsClosed);
                }
            });
        }
        Assert.InRange(_mostOpen, 1, limit);
        Assert.Equal(_opened.Count, _closed.Count);
    }

    /// <summary>
    /// Runs threads of their own, which a full thread pool cannot keep from starting, and fails with what one of them throws.
    /// </summary>
    internal static void Run(int threads, Action<int> work)
    {
        Task[] tasks = [.. Enumerable.Range(0, threads).Select(thread => Task.Factory.StartNew(
            () => work(thread), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Assert.True(Task.WaitAll(tasks, TimeSpan.FromSeconds(60)), "The threads wait for each other.");
    }

    private static void Use(LeasePool<Thing> pool, int key)
    {
        using LeasePool<Thing>.Lease lease = pool.Rent(key);
        Assert.Equal(key, lease.Value.Key);
    }

    private Thing Open(int key)
    {
        int open = Interlocked.Increment(ref _open);
        for (int most = _mostOpen; open > most; most = _mostOpen) Interlocked.CompareExchange(ref _mostOpen, open, most);
        _opened.Enqueue(key);
        return new Thing(key, this);
    }

    private sealed class Thing(int key, LeasePoolTests owner) : IDisposable
    {
        public int Key => key;

        public bool IsClosed { get; private set; }

        public void Dispose()
        {
            Assert.False(IsClosed);
            IsClosed = true;
            Interlocked.Decrement(ref owner._open);
            owner._closed.Enqueue(key);
        }
    }
}
