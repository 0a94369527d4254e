namespace AudioIO.Tests;

/// <summary>What holds for bytes of any origin, those of a user's own among them.</summary>
public class ByteSourceTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];

    [Fact]
    public void A_source_that_gives_a_few_bytes_at_once_fills_what_is_asked()
    {
        using var bytes = new Drops(Content, 7);
        byte[] read = new byte[50];
        Assert.Equal(50, bytes.Read(20, read));
        Assert.Equal(Content[20..70], read);
    }

    [Fact]
    public async Task Asynchronous_reads_are_the_same_by_default()
    {
        using var bytes = new Drops(Content, 7);
        byte[] read = new byte[50];
        Assert.Equal(50, await bytes.ReadAsync(20, read));
        Assert.Equal(Content[20..70], read);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bytes.ReadAsync(0, read, new CancellationToken(true)));
    }

    [Theory]
    [InlineData(95, 5)]
    [InlineData(100, 0)]
    [InlineData(long.MaxValue, 0)]
    public void Nothing_is_read_beyond_the_end(long position, int expected)
    {
        using var bytes = new Drops(Content, 7);
        Assert.Equal(expected, bytes.Read(position, new byte[10]));
    }

    [Fact]
    public void A_negative_position_is_refused()
    {
        using var bytes = new Drops(Content, 7);
        Assert.Throws<ArgumentOutOfRangeException>(() => bytes.Read(-1, new byte[10]));
    }

    [Fact]
    public void Bytes_that_end_before_the_length_give_a_short_read_and_no_loop()
    {
        using var bytes = new Drops(Content, 7) { ClaimedLength = 1000 };
        Assert.Equal(10, bytes.Read(90, new byte[500]));
        Assert.Equal(0, bytes.Read(500, new byte[500]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    public void A_count_that_cannot_be_is_no_read(int count)
    {
        using var bytes = new Drops(Content, 7) { Lie = count };
        Assert.Contains($"found {count}", Assert.Throws<IOException>(() => bytes.Read(0, new byte[10])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_over_bytes_has_a_cursor_of_its_own_and_leaves_them_open()
    {
        using var bytes = new Drops(Content, 7);
        using (Stream first = bytes.AsStream(), second = bytes.AsStream())
        {
            first.Seek(-10, SeekOrigin.End);
            Assert.Equal(90, first.ReadByte());
            Assert.Equal(0, second.ReadByte());
            using var copy = new MemoryStream();
            first.CopyTo(copy);
            Assert.Equal(Content[91..], copy.ToArray());
            Assert.Equal(0, first.Read(new byte[1]));
            Assert.Throws<IOException>(() => first.Seek(-1, SeekOrigin.Begin));
        }
        Assert.False(bytes.IsDisposed);
    }

    [Fact]
    public void A_recording_opens_from_bytes_of_ones_own_and_closes_them()
    {
        using var bytes = new Drops(WaveBuilder.File(WaveFormat.Pcm(16), Recordings.Counting(100)), 7);
        using (AudioLoader<short> data = AudioLoader.Open<short>(bytes)) Assert.Equal(100, data[99, 0]);
        Assert.True(bytes.IsDisposed);
    }

    [Fact]
    public void Bytes_stay_open_where_that_is_asked()
    {
        using var bytes = new Drops(WaveBuilder.File(WaveFormat.Pcm(16), Recordings.Counting(100)), 7);
        using (AudioSource source = AudioLoader.OpenSource(bytes, new AudioLoaderOptions { LeaveOpen = true }))
            Assert.Equal(100, source.Info.Frames);
        Assert.False(bytes.IsDisposed);
        Assert.Throws<AudioFormatException>(() => AudioLoader.Open(new Drops([1, 2, 3], 1)));
    }

    [Fact]
    public void Bytes_that_cannot_be_opened_are_closed()
    {
        using var bytes = new Drops([1, 2, 3], 1);
        Assert.Throws<AudioFormatException>(() => AudioLoader.Open(bytes));
        Assert.True(bytes.IsDisposed);
    }

    [Fact]
    public void Raw_samples_are_read_from_bytes()
    {
        using var bytes = new Drops(Recordings.Shorts(0, 0, 5, 6), 3);
        using PcmStreamSource source = PcmStreamSource.Open(bytes, new PcmFormat(8000, 1) { StartPosition = 4 });
        Assert.Equal([5, 6], source.ReadAll<short>());
    }

    /// <summary>A source of a user's own that gives no more than a few bytes at once.</summary>
    private sealed class Drops : ByteSource
    {
        private readonly byte[] _content;
        private readonly int _drop;

        public Drops(byte[] content, int drop)
        {
            _content = content;
            _drop = drop;
            Length = content.Length;
        }

        public long ClaimedLength { init => Length = value; }

        public int? Lie { get; init; }

        public bool IsDisposed { get; private set; }

        protected override int ReadBytes(long position, Span<byte> destination)
        {
            if (Lie is { } lie) return lie;
            int count = (int)Math.Clamp(_content.Length - position, 0, Math.Min(_drop, destination.Length));
            _content.AsSpan((int)Math.Min(position, _content.Length), count).CopyTo(destination);
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
