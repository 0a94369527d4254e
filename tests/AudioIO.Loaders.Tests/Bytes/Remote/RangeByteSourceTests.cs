namespace AudioIO.Tests.Remote;

/// <summary>What is fetched from afar, when, and how much. Counted in requests and bytes; how long a trip takes is not measured here.</summary>
public class RangeByteSourceTests
{
    private const int Head = 1 << 17;
    private const int Block = BlockCache.BlockBytes;
    private const int Page = BlockCache.PageBytes;

    private static readonly byte[] Content = Random(40_000_003);

    [Fact]
    public void A_small_object_comes_in_one_request_that_tells_its_length_too()
    {
        var store = new FakeStore(Content[..100_000]);
        using RangeByteSource bytes = store.Open(tailBytes: 0);
        Assert.Equal((100_000L, "20240601_220000.bin"), (bytes.Length, bytes.Path));
        Assert.Equal(store.Content, ReadAll(bytes));
        Assert.Equal([((long?)0, (long)Head)], store.Requests);
    }

    [Fact]
    public void Beginning_and_end_are_asked_for_at_once()
    {
        var store = new FakeStore(Content);
        using var both = new CountdownEvent(2);
        store.Delay = (_, cancellationToken) =>
        {
            both.Signal();
            Assert.True(both.Wait(TimeSpan.FromMinutes(1), cancellationToken));
            return Task.CompletedTask;
        };
        using RangeByteSource bytes = store.Open(tailBytes: 1 << 17);
        store.Delay = null;
        AssertRead(bytes, 0, Head);
        AssertRead(bytes, Content.Length - (1 << 17) + Page, (1 << 17) - Page);
        Assert.Equal([(null, 1L << 17), ((long?)0, (long)Head)], store.Requests.Order());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(416)]
    [InlineData(501)]
    public void A_store_that_does_not_know_the_last_bytes_is_asked_for_them_by_position(int status)
    {
        var store = new FakeStore(Content);
        store.Change = (number, answer) => store.Requests[number].Start is null ? new((System.Net.HttpStatusCode)status) : answer;
        using RangeByteSource bytes = store.Open(tailBytes: 1 << 17);
        AssertRead(bytes, Content.Length - 1000, 1000);
        Assert.Equal(3, store.Requests.Count);
    }

    [Fact]
    public void An_object_without_bytes_has_length_0()
    {
        using RangeByteSource bytes = new FakeStore([]).Open(tailBytes: 1000);
        Assert.Equal(0, bytes.Length);
        Assert.Equal(0, bytes.Read(0, new byte[10]));
        Assert.Contains("empty", Assert.Throws<AudioFormatException>(() => AudioLoader.Open(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_jump_fetches_the_pages_that_it_needs()
    {
        var store = new FakeStore(Content);
        using RangeByteSource bytes = store.Open();
        AssertRead(bytes, 20_000_000, 10_000);
        AssertRead(bytes, 20_000_100, 9_000);
        Assert.Equal(2, store.Requests.Count);
        Assert.InRange(store.Requests[1].Count, 10_000, 10_000 + (2 * Page));
    }

    [Fact]
    public void Neighbouring_misses_come_together_up_to_4_MiB()
    {
        var store = new FakeStore(Content);
        using RangeByteSource bytes = store.Open();
        AssertRead(bytes, 10_000_000, 3_000_000);
        Assert.Equal(2, store.Requests.Count);
        AssertRead(bytes, 9_000_000, 5_000_000);
        // What is here already is not fetched again.
        Assert.Equal((10_000_000 / Page) - (9_000_000 / Page), store.Requests[2].Count / Page);
        Assert.All(store.Requests, request => Assert.InRange(request.Count, 1, 1 << 22));
    }

    [Fact]
    public void Who_reads_on_fetches_more_and_more_and_ahead()
    {
        var store = new FakeStore(Content);
        using RangeByteSource bytes = store.Open();
        byte[] part = new byte[50_000];
        for (long position = 0; position < Content.Length; position += part.Length)
        {
            int count = bytes.Read(position, part);
            Assert.True(part.AsSpan(0, count).SequenceEqual(Content.AsSpan((int)position, count)));
        }
        // 256, 256, 512 KiB, 1, 2, 4 MiB …; each once, and nothing twice.
        Assert.Equal(Content.Length, store.BytesSent);
        Assert.InRange(store.Requests.Count, 12, 18);
        Assert.Contains(store.Requests, request => request.Count == 1 << 22);
        Assert.All(store.Requests, request => Assert.InRange(request.Count, 1, 1 << 22));
    }

    [Fact]
    public void Who_announces_what_he_reads_on_fetches_more_and_more_and_ahead_as_well()
    {
        var store = new FakeStore(Content);
        using RangeByteSource bytes = store.Open();
        byte[] part = new byte[50_000];
        for (long position = 0; position < Content.Length; position += part.Length)
        {
            bytes.Expect((position, part.Length));
            int count = bytes.Read(position, part);
            Assert.True(part.AsSpan(0, count).SequenceEqual(Content.AsSpan((int)position, count)));
        }
        Assert.Equal(Content.Length, store.BytesSent);
        Assert.InRange(store.Requests.Count, 12, 20);
    }

    [Fact]
    public void What_is_expected_comes_at_once_and_no_more_than_16_at_a_time()
    {
        var store = new FakeStore(Content);
        using RangeByteSource bytes = store.Open();
        using var sixteen = new CountdownEvent(16);
        store.Delay = (number, cancellationToken) =>
        {
            // The first of the twenty wait for each other.
            if (number is >= 1 and <= 16) sixteen.Signal();
            Assert.True(sixteen.Wait(TimeSpan.FromMinutes(1), cancellationToken));
            return Task.CompletedTask;
        };
        bytes.Expect([.. Enumerable.Range(1, 20).Select(i => (i * 1_500_000L, 20_000L))]);
        for (int i = 1; i <= 20; i++) AssertRead(bytes, i * 1_500_000, 20_000);
        Assert.Equal((21, 16), (store.Requests.Count, store.MostAtOnce));
    }

    [Fact]
    public void Expecting_what_is_nowhere_or_here_costs_nothing()
    {
        var store = new FakeStore(Content);
        using RangeByteSource bytes = store.Open();
        bytes.Expect((0, Head), (-5, 3), (long.MaxValue, long.MaxValue), (Content.Length, 10), (100, 0));
        AssertRead(bytes, 0, Head);
        Assert.Single(store.Requests);
        bytes.Expect((Content.Length - 10, long.MaxValue));
        AssertRead(bytes, Content.Length - 10, 10);
        Assert.Equal(2, store.Requests.Count);
    }

    [Fact]
    public void Many_who_want_the_same_fetch_it_once()
    {
        var store = new FakeStore(Content);
        using RangeByteSource bytes = store.Open();
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ => AssertRead(bytes, 30_000_000, 100_000));
        Assert.Equal(2, store.Requests.Count);
    }

    [Fact]
    public void Memory_is_bounded_whatever_is_read()
    {
        var cache = new BlockCache(64) { Length = 1L << 40 };
        for (long block = 0; block < 1000; block++) cache.Store(block * 7 * Block, new byte[Page]);
        Assert.InRange(cache.HeldBytes, 1, 65L * Block);
        Assert.False(cache.HasPage(0));
        Assert.True(cache.HasPage(999 * 7 * (Block / Page)));
    }

    [Fact]
    public async Task Who_stops_waiting_leaves_the_bytes_to_the_others()
    {
        var store = new FakeStore(Content);
        using RangeByteSource bytes = store.Open();
        var answer = new TaskCompletionSource();
        store.Delay = (_, _) => answer.Task;
        using var stop = new CancellationTokenSource();
        byte[] first = new byte[1000], second = new byte[1000];
        Task<int> stopped = bytes.ReadAsync(5_000_000, first, stop.Token).AsTask(), waiting = bytes.ReadAsync(5_000_000, second).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        answer.SetResult();
        Assert.Equal(1000, await waiting);
        Assert.Equal(Content[5_000_000..5_001_000], second);
        Assert.Equal(2, store.Requests.Count);
    }

    [Fact]
    public async Task Closing_ends_what_is_under_way()
    {
        var store = new FakeStore(Content);
        RangeByteSource bytes = store.Open();
        var begun = new TaskCompletionSource();
        store.Delay = (_, cancellationToken) =>
        {
            begun.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        };
        Task<int> async = bytes.ReadAsync(5_000_000, new byte[1000]).AsTask();
        Task<int> sync = Task.Factory.StartNew(
            () => bytes.Read(9_000_000, new byte[1000]), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await begun.Task;
        bytes.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => async);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sync);
        Assert.Throws<ObjectDisposedException>(() => bytes.Read(0, new byte[1]));
        bytes.Dispose();
    }

    [Theory]
    [InlineData("ftp://store.example/a.wav")]
    [InlineData("night.wav")]
    public void Other_addresses_are_refused(string address)
    {
        var uri = new Uri(address, UriKind.RelativeOrAbsolute);
        Assert.Throws<ArgumentException>(() => new RangeByteSource(uri));
        Assert.Throws<ArgumentException>(() => AudioLoader.Open(uri));
    }

    [Fact]
    public void An_address_that_is_opened_as_a_path_is_told_how_to_be_opened()
    {
        Exception failure = Assert.Throws<FileNotFoundException>(() => AudioLoader.Open(FakeStore.Address.ToString()));
        Assert.Contains("new Uri", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://store.example/a/b/night.flac?X-Signature=1#x", "night.flac")]
    [InlineData("https://user:password@store.example/a%2F20240601%20220000.wav", "20240601 220000.wav")]
    [InlineData("https://store.example", null)]
    public void The_name_is_the_last_part_of_the_path(string address, string? name) =>
        Assert.Equal(name, RangeByteSource.NameOf(new Uri(address)));

    internal static byte[] Random(int length)
    {
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static void AssertRead(ByteSource bytes, long position, int count)
    {
        byte[] read = new byte[count];
        Assert.Equal(count, bytes.Read(position, read));
        Assert.True(read.AsSpan().SequenceEqual(Content.AsSpan((int)position, count)));
    }

    private static byte[] ReadAll(ByteSource bytes)
    {
        byte[] all = new byte[bytes.Length];
        Assert.Equal(all.Length, bytes.Read(0, all));
        return all;
    }
}
