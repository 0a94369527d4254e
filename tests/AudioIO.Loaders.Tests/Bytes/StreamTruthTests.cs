using AudioIO.Tests.Field;

namespace AudioIO.Tests;

/// <summary>Streams that cannot do, or do not do, what reading by position needs: they are found out, never believed.</summary>
public class StreamTruthTests
{
    private static byte[] File() => WaveBuilder.File(WaveFormat.Pcm(16), Recordings.Counting(1000));

    [Fact]
    public void A_stream_that_never_does_what_it_says_is_refused()
    {
        using AudioSource source = AudioLoader.OpenSource(new LaggingStream(File(), 1000));
        IOException failure = Assert.Throws<IOException>(() => source.ReadAll<short>());
        Assert.Contains("expected position", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_cannot_seek_says_so()
    {
        using var stream = new OneWayStream(File());
        foreach (Action open in new Action[]
        {
            () => AudioLoader.Open(stream), () => AudioLoader.OpenSource(stream), () => AudioLoader.Identify(stream),
            () => PcmStreamSource.Open(stream, new PcmFormat(8000, 1)),
        })
            Assert.StartsWith("cannot seek:", Assert.Throws<ArgumentException>(open).Message, StringComparison.Ordinal);
    }
}
