using AudioIO.Tests.Joining;

namespace AudioIO.Tests.Export;

/// <summary>What is left of a file when its writer is killed, or its disk is full.</summary>
public class InterruptedWriterTests
{
    // Frames written between two flushes: sizes that carry over into the next byte of a number, and one that stays.
    private static readonly int[] Portions = [1, 60, 3, 70, 129, 256, 1, 500];

    [Theory]
    [InlineData(WaveEncoding.Pcm8, 1, WaveHeader.MaxRiffBytes)]
    [InlineData(WaveEncoding.Pcm16, 2, WaveHeader.MaxRiffBytes)]
    [InlineData(WaveEncoding.IeeeFloat32, 3, WaveHeader.MaxRiffBytes)]
    [InlineData(WaveEncoding.Pcm16, 2, 800)] // RF64 on the way
    [InlineData(WaveEncoding.IeeeFloat32, 1, 700)]
    [InlineData(WaveEncoding.Pcm8, 1, 0)]
    public void A_writer_killed_at_any_byte_leaves_every_frame_that_was_flushed(WaveEncoding encoding, int channels, long maxRiffBytes)
    {
        var disk = new RecordedWrites();
        var flushed = new List<(int Bytes, int Frames)>();
        int frames = 0;
        using (var writer = new WaveWriter(disk, 8000, channels, encoding, new WaveWriterOptions { MaxRiffBytes = maxRiffBytes }))
        {
            flushed.Add((disk.BytesWritten, 0));
            foreach (int portion in Portions)
            {
                writer.Write(Values(frames, portion, channels));
                writer.Flush();
                frames += portion;
                flushed.Add((disk.BytesWritten, frames));
            }
            writer.Write(Values(frames, 5, channels));
            frames += 5;
        }
        double[] all = Values(0, frames, channels);
        for (int bytes = flushed[0].Bytes; bytes <= disk.BytesWritten; bytes++)
        {
            int promised = flushed.Last(mark => mark.Bytes <= bytes).Frames;
            using WaveSource source = Recordings.Open(disk.After(bytes));
            Assert.True(source.Info.Frames >= promised, $"After {bytes} bytes: {source.Info.Frames} frames of {promised}.");
            double[] read = new double[promised * channels];
            source.Read<double>(0, read);
            Assert.True(read.AsSpan().SequenceEqual(all.AsSpan(0, read.Length)), $"After {bytes} bytes: other samples.");
        }
        using WaveSource whole = Recordings.Open(disk.After(disk.BytesWritten));
        Assert.Equal(frames, whole.Info.Frames);
        Assert.Empty(whole.Diagnostics);
    }

    [Fact]
    public void A_full_disk_is_named_and_leaves_what_was_written_before()
    {
        const int Portion = 100;
        short[] samples = Waves.Counting(0, 30 * Portion);
        byte[] whole = Written.File(1, WaveEncoding.Pcm16, writer => writer.Write(samples));
        int headerBytes = whole.Length - (2 * samples.Length);
        for (int capacity = 0; capacity < whole.Length; capacity += 7)
        {
            var disk = new SmallDisk(capacity);
            int flushed = 0;
            IOException fault = Assert.Throws<IOException>(() =>
            {
                using var writer = new WaveWriter(disk, Written.Rate, 1, WaveEncoding.Pcm16);
                for (int done = 0; done < samples.Length; done += Portion)
                {
                    writer.Write(samples.AsSpan(done, Portion));
                    writer.Flush();
                    flushed = done + Portion;
                }
            });
            Assert.Contains(SmallDisk.Complaint, fault.Message, StringComparison.Ordinal);
            if (capacity < headerBytes) continue;
            Assert.Contains("at byte ", fault.Message, StringComparison.Ordinal);
            int[] read = Recordings.Integers(disk.ToArray());
            Assert.True(read.Length >= flushed, $"Disk of {capacity} bytes: {read.Length} frames of {flushed}.");
            Assert.Equal(samples.Take(read.Length).Select(sample => (int)sample), read);
        }
    }

    [Fact]
    public void After_a_failed_write_nothing_more_is_written()
    {
        using var writer = new WaveWriter(new SmallDisk(1000), Written.Rate, 1, WaveEncoding.Pcm16);
        writer.Write(new short[2000]);
        Assert.Throws<IOException>(writer.Flush);
        Assert.Throws<InvalidOperationException>(() => writer.Write(new short[1]));
        Assert.Throws<InvalidOperationException>(writer.Flush);
    }

    // Multiples of 1/128 from −1 to 1, which every encoding holds.
    private static double[] Values(int firstFrame, int frames, int channels) =>
        [.. Enumerable.Range(firstFrame * channels, frames * channels).Select(i => ((i * 37 % 251) - 125) / 128.0)];
}
