namespace AudioIO.Tests;

/// <summary>Streams that cannot do, or do not do, what reading by position needs: they are found out, never believed.</summary>
public class StreamTruthTests
{
    private static byte[] File() => WaveBuilder.File(WaveFormat.Pcm(16), Recordings.Counting(1000));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_stream_that_gives_other_bytes_right_after_a_seek_is_read_again(int lies)
    {
        using AudioSource source = AudioLoader.OpenSource(new Lagging(File(), lies));
        Assert.Equal(Enumerable.Range(1, 1000).Select(i => (short)i), source.ReadAll<short>());
    }

    [Fact]
    public void A_stream_that_never_does_what_it_says_is_refused()
    {
        using AudioSource source = AudioLoader.OpenSource(new Lagging(File(), 1000));
        IOException failure = Assert.Throws<IOException>(() => source.ReadAll<short>());
        Assert.Contains("expected position", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_cannot_seek_says_so()
    {
        using var stream = new OneWay(File());
        foreach (Action open in new Action[]
        {
            () => AudioLoader.Open(stream), () => AudioLoader.OpenSource(stream), () => AudioLoader.Identify(stream),
            () => PcmStreamSource.Open(stream, new PcmFormat(8000, 1)),
        })
            Assert.StartsWith("cannot seek:", Assert.Throws<ArgumentException>(open).Message, StringComparison.Ordinal);
    }

    /// <summary>As NAudio's reader of MP3: after a seek some reads give silence and leave the position behind.</summary>
    private sealed class Lagging(byte[] content, int lies) : MemoryStream(content, writable: false)
    {
        private int _left;

        public override long Position
        {
            get => base.Position;
            set
            {
                if (value != base.Position) _left = lies;
                base.Position = value;
            }
        }

        // The read into a span comes here, too.
        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_left-- <= 0) return base.Read(buffer, offset, count);
            buffer.AsSpan(offset, count).Clear();
            return count;
        }
    }

    private sealed class OneWay(byte[] content) : MemoryStream(content, writable: false)
    {
        public override bool CanSeek => false;
    }
}
