namespace AudioIO.Tests.Remote;

/// <summary>
/// Whatever order answers come in, who reads on fetches no byte twice. The test holds answers back and lets them go one by one: the bytes of
/// each are in the cache when it has been let go.
/// </summary>
public sealed class RangeScheduleTests : IDisposable
{
    private static readonly byte[] Content = RangeByteSourceTests.Random(80_000_003);

    private readonly SynchronizationContext? _context = SynchronizationContext.Current;
    private readonly List<(long Start, long Stop, TaskCompletionSource Answer)> _held = [];
    private readonly FakeStore _store = new(Content) { IsInline = true };
    private Random _random = new(0);
    private (long Start, long Stop) _wanted;

    // With one, what waits for an answer would go on elsewhere.
    public RangeScheduleTests() => SynchronizationContext.SetSynchronizationContext(null);

    public void Dispose()
    {
        SynchronizationContext.SetSynchronizationContext(_context);
        _store.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_reads_on_fetches_nothing_twice_whenever_answers_come(bool isAnnounced)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            using RangeByteSource bytes = Begin(seed);
            byte[] part = new byte[_random.Next(20_000, 400_000)];
            for (long position = 0; position < Content.Length; position += part.Length) Read(bytes, position, part, isAnnounced);
            AssertNothingTwice(Content.Length, Content.Length, seed);
            Assert.Contains(_store.Requests, request => request.Count == 1 << 22);
        }
    }

    [Fact]
    public void Who_reads_on_fetches_nothing_twice_while_another_jumps_elsewhere()
    {
        // What is fetched ahead ends before the others' places begin.
        const int Stop = 16 << 20, Elsewhere = 40 << 20;
        for (int seed = 0; seed < 2; seed++)
        {
            using RangeByteSource bytes = Begin(seed);
            byte[] part = new byte[50_000], look = new byte[100];
            int places = Content.Length - Elsewhere - look.Length;
            for (long position = 0; position < Stop; position += part.Length)
            {
                Read(bytes, position, part, isAnnounced: false);
                for (int i = _random.Next(40); i > 0; i--) Read(bytes, Elsewhere + _random.Next(places), look, isAnnounced: false);
            }
            AssertNothingTwice(Elsewhere, Stop, seed);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(12)]
    public void What_several_who_read_on_await_fits_into_the_cache(int readers)
    {
        using RangeByteSource bytes = Begin(readers);
        // They stop before what the next one has read, as what is fetched ahead may go on into it.
        long share = Content.Length / readers, stop = share - ((12 << 20) / readers) - (1 << 20);
        byte[] part = new byte[30_000];
        for (long position = 0; position < stop; position += part.Length)
            for (int reader = 0; reader < readers; reader++) Read(bytes, (reader * share) + position, part, isAnnounced: false);
        AssertNothingTwice(Content.Length, share * (readers - 1), readers);
    }

    private RangeByteSource Begin(int seed)
    {
        _random = new Random(seed);
        _held.Clear();
        _store.Requests.Clear();
        _store.Delay = null;
        RangeByteSource bytes = _store.Open();
        _store.Delay = (number, _) => Hold(number);
        return bytes;
    }

    /// <summary>Any answer may wait until its bytes are wanted; one that is wanted may come behind others.</summary>
    private Task Hold(int number)
    {
        (long? start, long count) = _store.Requests[number];
        var answer = new TaskCompletionSource();
        (long, long, TaskCompletionSource) held = (start!.Value, start.Value + count, answer);
        bool isWanted = IsWanted(held);
        if (isWanted) LetGo(_random.Next(_held.Count + 1));
        // One place under way stays free: what waits for one cannot be let go of.
        if (isWanted || _random.Next(3) == 0 || _held.Count == RangeRequests.MaxAtOnce - 1) return Task.CompletedTask;
        _held.Add(held);
        return answer.Task;
    }

    private bool IsWanted((long Start, long Stop, TaskCompletionSource) held) => held.Start < _wanted.Stop && held.Stop > _wanted.Start;

    private void LetGo(int count)
    {
        for (; count > 0 && _held.Count > 0; count--)
        {
            (_, _, TaskCompletionSource answer) = _held[_random.Next(_held.Count)];
            _held.RemoveAll(held => held.Answer == answer);
            answer.SetResult();
        }
    }

    private void Read(RangeByteSource bytes, long position, Memory<byte> part, bool isAnnounced)
    {
        _wanted = (0, 0);
        if (_random.Next(8) == 0) LetGo(_random.Next(3));
        if (isAnnounced) bytes.Expect((position, part.Length));
        _wanted = (position, position + part.Length);
        Task<int> read = bytes.ReadAsync(position, part).AsTask();
        List<TaskCompletionSource> wanted = [.. _held.Where(IsWanted).Select(held => held.Answer)];
        _held.RemoveAll(IsWanted);
        // From the first one that is wanted on the reader goes on, on a thread of its own, while this one waits.
        if (!read.IsCompleted && _random.Next(2) == 0) LetGo(_random.Next(_held.Count + 1));
        wanted.ForEach(answer => answer.SetResult());
        int count = read.GetAwaiter().GetResult();
        Assert.True(part.Span[..count].SequenceEqual(Content.AsSpan((int)position, (int)Math.Min(part.Length, Content.Length - position))));
    }

    /// <summary>No two requests have a byte in common before a place; up to another, everything was fetched.</summary>
    private void AssertNothingTwice(long stop, long whole, int seed)
    {
        long last = 0;
        foreach ((long? start, long count) in _store.Requests.OrderBy(request => request.Start))
        {
            if (start >= stop) break;
            Assert.True(start >= last, $"seed {seed}: bytes {start} to {last} were fetched twice.");
            last = start!.Value + count;
        }
        Assert.InRange(last, whole, Content.Length + (1 << 17));
    }
}
