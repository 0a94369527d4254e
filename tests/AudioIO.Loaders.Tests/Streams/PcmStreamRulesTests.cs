namespace AudioIO.Tests.Streams;

/// <summary>What every <see cref="Stream"/> of .NET promises.</summary>
public class PcmStreamRulesTests
{
    [Fact]
    public void It_reads_and_seeks_and_does_not_write()
    {
        using var source = new ComputedSource(ComputedSource.Noise(100, 2), 2);
        using Stream stream = source.AsPcmStream();
        Assert.True(stream.CanRead);
        Assert.True(stream.CanSeek);
        Assert.False(stream.CanWrite);
        Assert.False(stream.CanTimeout);
        Assert.Throws<NotSupportedException>(() => stream.SetLength(0));
        Assert.Throws<NotSupportedException>(() => stream.Write([1], 0, 1));
        Assert.Throws<NotSupportedException>(() => stream.WriteByte(1));
        stream.Flush();
    }

    [Fact]
    public void A_position_behind_the_end_reads_nothing_and_one_before_the_beginning_is_refused()
    {
        using var source = new ComputedSource(ComputedSource.Noise(100, 2), 2);
        using Stream stream = source.AsPcmStream();
        stream.Position = stream.Length + 5;
        Assert.Equal(0, stream.Read(new byte[10]));
        Assert.Equal(-1, stream.ReadByte());
        Assert.Equal(stream.Length + 5, stream.Position);
        stream.Position = 3;
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Position = -1);
        Assert.Throws<IOException>(() => stream.Seek(-1, SeekOrigin.Begin));
        Assert.Throws<IOException>(() => stream.Seek(-4, SeekOrigin.Current));
        Assert.Throws<IOException>(() => stream.Seek(-stream.Length - 1, SeekOrigin.End));
        Assert.Throws<IOException>(() => stream.Seek(long.MinValue, SeekOrigin.Current));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Seek(long.MaxValue, SeekOrigin.Current));
        Assert.Throws<ArgumentException>(() => stream.Seek(0, (SeekOrigin)3));
        Assert.Equal(3, stream.Position);
    }

    [Fact]
    public void Arguments_are_checked_as_everywhere()
    {
        using var source = new ComputedSource(ComputedSource.Noise(100, 2), 2);
        using Stream stream = source.AsPcmStream();
        Assert.Throws<ArgumentNullException>(() => stream.Read(null!, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Read(new byte[4], -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Read(new byte[4], 0, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Read(new byte[4], 3, 2));
        Assert.Equal(0, stream.Read(new byte[4], 4, 0));
        Assert.Empty(source.Reads);
        Assert.Throws<ArgumentNullException>(() => stream.CopyTo(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.CopyTo(new MemoryStream(), 0));
    }

    [Theory]
    [InlineData(AudioEncoding.PcmSigned, 8)]
    [InlineData(AudioEncoding.PcmSigned, 64)]
    [InlineData(AudioEncoding.IeeeFloat, 16)]
    [InlineData(AudioEncoding.PcmUnsigned, 8)]
    [InlineData(AudioEncoding.MuLaw, 8)]
    public void Samples_that_it_does_not_give_are_refused(AudioEncoding encoding, int bits)
    {
        using var source = new ComputedSource(ComputedSource.Noise(100, 2), 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => source.AsPcmStream(encoding, bits));
    }

    [Fact]
    public async Task After_disposal_everything_but_disposal_throws()
    {
        using var source = new ComputedSource(ComputedSource.Noise(100, 2), 2);
        Stream stream = source.AsPcmStream();
        await stream.DisposeAsync();
        stream.Dispose();
        Assert.False(stream.CanRead);
        Assert.False(stream.CanSeek);
        Assert.Throws<ObjectDisposedException>(() => stream.Length);
        Assert.Throws<ObjectDisposedException>(() => stream.Position);
        Assert.Throws<ObjectDisposedException>(() => stream.Position = 0);
        Assert.Throws<ObjectDisposedException>(() => stream.Seek(0, SeekOrigin.Begin));
        Assert.Throws<ObjectDisposedException>(() => stream.Read(new byte[1], 0, 1));
        Assert.Throws<ObjectDisposedException>(() => stream.ReadByte());
        Assert.Throws<ObjectDisposedException>(() => stream.CopyTo(new MemoryStream()));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.ReadExactlyAsync(new byte[1]).AsTask());
    }

    [Fact]
    public async Task A_read_that_was_cancelled_before_reads_nothing()
    {
        using var source = new ComputedSource(ComputedSource.Noise(100, 2), 2);
        await using Stream stream = source.AsPcmStream();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => stream.ReadExactlyAsync(new byte[10], new CancellationToken(true)).AsTask());
        Assert.Empty(source.Reads);
        Assert.Equal(0, stream.Position);
    }

    [Fact]
    public void The_stream_goes_on_when_the_array_is_closed_and_closes_the_source_as_its_last_user()
    {
        var source = new ComputedSource(ComputedSource.Noise(100, 2), 2);
        AudioLoader<float> data = AudioLoader.Open(source);
        Stream stream = data.AsPcmStream();
        source.Dispose();
        data.Dispose();
        Assert.False(source.IsClosed);
        Assert.Equal(800, stream.Read(new byte[1000]));
        stream.Dispose();
        Assert.True(source.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => source.AsPcmStream());
        Assert.Throws<ObjectDisposedException>(() => data.AsPcmStream());
    }

    [Theory]
    [InlineData(1)] // FramesPerUnit
    [InlineData(64)]
    public void A_read_gives_the_sound_bytes_before_damage_and_only_one_that_begins_there_fails(int framesPerUnit)
    {
        const int FrameBytes = 8, BadFrame = 4000, Frames = 5000;
        using var source = new ComputedSource(ComputedSource.Noise(Frames, 2), 2, framesPerUnit: framesPerUnit) { BadFrame = BadFrame };
        using Stream stream = source.AsPcmStream();
        foreach (int size in new[] { 1, 7, 100, FrameBytes * Frames })
        {
            stream.Position = 8;
            byte[] buffer = new byte[size];
            while (stream.Position < FrameBytes * BadFrame) Assert.InRange(stream.Read(buffer), 1, size);
            Assert.Equal(FrameBytes * BadFrame, stream.Position);
            for (int at = 0; at < FrameBytes; at++)
            {
                stream.Position = FrameBytes * BadFrame + at;
                Assert.Throws<AudioFormatException>(() => stream.Read(buffer));
                Assert.Equal(FrameBytes * BadFrame + at, stream.Position);
            }
            stream.Position = FrameBytes * (BadFrame + 1);
            Assert.InRange(stream.Read(buffer), 1, size);
        }
    }

    // Counted in reads that failed: an exception each, and the frames before it read again.
    [Fact]
    public void Damage_beside_damage_is_met_once_by_who_reads_on()
    {
        const int FrameBytes = 8, Damaged = 500;
        FrameRange[] lost = [.. Enumerable.Range(0, Damaged).Select(i => new FrameRange((2 * i) + 1, (2 * i) + 2))];
        using var source = new DamagedSource((2 * Damaged) + 1, lost);
        using Stream stream = source.AsPcmStream(AudioEncoding.IeeeFloat, 64);
        byte[] buffer = new byte[100];
        for (int i = 0; i <= Damaged; i++)
        {
            stream.Position = 2 * i * FrameBytes;
            Assert.Equal(FrameBytes, stream.Read(buffer));
        }
        Assert.InRange(source.Failures, 1, 4 * Damaged);
    }

    [Fact]
    public void A_failed_read_leaves_the_position_and_the_next_one_succeeds()
    {
        using var source = new ComputedSource(ComputedSource.Noise(5000, 2), 2);
        using Stream stream = source.AsPcmStream();
        stream.Position = 8;
        source.BeforeRead = _ => throw new IOException("The disk is gone.");
        Assert.Throws<IOException>(() => stream.Read(new byte[39_992]));
        Assert.Equal(8, stream.Position);
        source.BeforeRead = null;
        Assert.Equal(8, stream.Read(new byte[8]));
        Assert.Equal(16, stream.Position);
    }

    [Fact]
    public void Reading_byte_by_byte_reads_no_frame_twice()
    {
        using var source = new ComputedSource(ComputedSource.Noise(10_000, 2), 2, framesPerUnit: 4096);
        using Stream stream = source.AsPcmStream(AudioEncoding.PcmSigned, 16);
        while (stream.ReadByte() >= 0)
        {
        }
        Assert.Equal(10_000, source.FramesRead);
        Assert.Equal([0L, 4096, 8192], source.Reads.Select(read => read.Start));
    }

    [Fact]
    public async Task Streams_over_one_recording_have_their_own_positions_in_their_own_threads()
    {
        double[] values = ComputedSource.Noise(20_000, 2);
        using var source = new ComputedSource(values, 2, framesPerUnit: 100);
        byte[] expected = [.. values.SelectMany(value => BitConverter.GetBytes((float)value))];
        await Task.WhenAll(Enumerable.Range(1, 6).Select(step => Task.Run(() =>
        {
            using Stream stream = source.AsPcmStream();
            var random = new Random(step);
            var bytes = new byte[3000 * step];
            for (int i = 0; i < 50; i++)
            {
                stream.Position = random.Next(expected.Length - bytes.Length);
                long position = stream.Position;
                stream.ReadExactly(bytes);
                Assert.True(bytes.AsSpan().SequenceEqual(expected.AsSpan((int)position, bytes.Length)));
            }
        })));
    }

    [Fact]
    public void A_growing_recording_makes_the_stream_longer()
    {
        double[] values = ComputedSource.Noise(100, 1);
        using var source = new ComputedSource(values[..60], 1);
        using Stream stream = source.AsPcmStream(AudioEncoding.IeeeFloat, 64);
        var bytes = new byte[1000];
        Assert.Equal(480, stream.Read(bytes));
        Assert.Equal(0, stream.Read(bytes));
        source.Append(values[60..]);
        Assert.Equal(40, source.Refresh());
        Assert.Equal(800, stream.Length);
        Assert.Equal(320, stream.Read(bytes));
        Assert.Equal(values[60], BitConverter.ToDouble(bytes));
        Assert.Equal(values[99], BitConverter.ToDouble(bytes, 312));
    }
}
