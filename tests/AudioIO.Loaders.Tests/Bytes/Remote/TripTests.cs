using Xunit.Abstractions;

namespace AudioIO.Tests.Remote;

/// <summary>How many trips recordings take that lie far away, and how many bytes beside those of the frames.</summary>
public class TripTests(ITestOutputHelper output)
{
    private const int Hours = 4 * 3600; // in seconds

    /// <summary>Rate, channels, seek table; most trips and bytes of opening and the first read; the same of the second read alone.</summary>
    [Theory]
    [InlineData(192_000, 2, true, 2, 1.25, 1, 1.17)]
    [InlineData(96_000, 2, true, 2, 1.35, 1, 1.17)]
    [InlineData(48_000, 1, true, 2, 1.85, 1, 1.2)]
    [InlineData(192_000, 2, false, 5, 1.4, 4, 1.4)]
    [InlineData(96_000, 2, false, 5, 1.6, 4, 1.4)]
    [InlineData(48_000, 1, false, 5, 2, 4, 1.7)]
    public void Ten_seconds_in_the_middle_of_four_hours_of_flac_take_few_trips(
        int rate, int channels, bool hasSeekTable, int trips, double bytes, int tripsAfter, double bytesAfter)
    {
        var flac = new LongFlac(rate, channels, Hours, hasSeekTable);
        foreach ((double place, double next) in ((double, double)[])[(0.5, 0.34), (0.21, 0.77), (0.93, 0.04)])
        {
            var distant = new DistantBytes(flac.Length, flac.Read);
            using AudioSource source = AudioLoader.OpenSource(distant);
            Assert.Equal((1, flac.Frames), (distant.Trips, source.Frames));
            int[] samples = new int[10 * rate * channels];
            double first = Read(place);
            (int firstTrips, long firstBytes) = (distant.Trips, distant.BytesFetched);
            double ratio = firstBytes / first, second = Read(next), ratioAfter = (distant.BytesFetched - firstBytes) / second;
            output.WriteLine($"{rate} Hz × {channels}, table {hasSeekTable}, at {place}: {firstTrips} trips, {ratio:0.00} × its bytes; " +
                $"at {next}: {distant.Trips - firstTrips}, {ratioAfter:0.00}");
            Assert.InRange(firstTrips, 2, trips);
            Assert.InRange(ratio, 1, bytes);
            Assert.InRange(distant.Trips - firstTrips, 1, tripsAfter);
            Assert.InRange(ratioAfter, 1, bytesAfter);

            double Read(double where)
            {
                long start = (long)(where * flac.Frames);
                source.Read(start, samples.AsSpan());
                for (int i = 0; i < samples.Length; i++)
                    if (samples[i] != flac.Sample(start + (i / channels), i % channels)) Assert.Fail($"frame {start + (i / channels)}");
                return flac.BytesOf(start, 10 * rate);
            }
        }
    }

    [Theory]
    [InlineData(192_000, 2, 1.03)]
    [InlineData(96_000, 2, 1.05)]
    [InlineData(48_000, 1, 1.16)]
    public void Ten_seconds_in_the_middle_of_four_hours_of_wav_take_two_trips(int rate, int channels, double bytes)
    {
        long wanted = 10L * rate * channels * 2, audio = Hours * wanted / 10;
        WaveFormat format = WaveFormat.Pcm(16, channels, (uint)rate);
        byte[] head = WaveBuilder.Of("RF64").Ds64((ulong)audio).Format(format).Data([], uint.MaxValue).ToArray();
        long length = head.Length + audio;
        var distant = new DistantBytes(length, (position, destination) =>
        {
            destination.Clear();
            if (position < head.Length) head.AsSpan((int)position, Math.Min(destination.Length, head.Length - (int)position)).CopyTo(destination);
        }, tailBytes: 0);
        using AudioSource source = AudioLoader.OpenSource(distant);
        source.Read(source.Frames / 2, new short[10 * rate * channels].AsSpan());
        output.WriteLine($"{rate} Hz × {channels}: {distant.Trips} trips, {(double)distant.BytesFetched / wanted:0.00} × its bytes");
        Assert.Equal(2, distant.Trips);
        Assert.InRange((double)distant.BytesFetched / wanted, 1, bytes);
    }

    [Fact]
    public void A_wav_file_takes_a_trip_to_open_and_another_for_what_is_read()
    {
        byte[] file = WaveBuilder.File(WaveFormat.Pcm(16), Recordings.Counting(4_000_000));
        var distant = new DistantBytes(file);
        using AudioLoader<short> data = AudioLoader.Open<short>(distant);
        Assert.Equal(1, distant.Trips);
        short[] read = new short[1_000_000];
        data.Read(2_000_000, read);
        Assert.Equal(unchecked((short)2_000_001), read[0]);
        Assert.Equal(2, distant.Trips);
        Assert.InRange(distant.BytesFetched, 2_000_000, 2_000_000 + (1 << 17) + (96 << 10) + (1 << 14));
    }

    [Fact]
    public void A_seek_table_that_lies_costs_trips_and_no_sample()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            var flac = new LongFlac(8000, 1, 1800, hasSeekTable: true);
            byte[] file = flac.ToArray();
            // The points of the table: behind fLaC, STREAMINFO and its own header.
            for (int i = 46; i < 46 + (180 * 18); i++)
                if (random.Next(seed + 1) == 0) file[i] = (byte)(i % 18 < 4 ? 0 : random.Next(256));
            using AudioSource source = AudioLoader.OpenSource(new DistantBytes(file));
            int[] samples = new int[9000];
            for (int i = 0; i < 50; i++)
            {
                long start = random.NextInt64(flac.Frames - samples.Length);
                source.Read(start, samples.AsSpan());
                for (int j = 0; j < samples.Length; j++) Assert.Equal(flac.Sample(start + j, 0), samples[j]);
            }
        }
    }

    [Fact]
    public void Reading_on_needs_no_trip_that_was_announced()
    {
        var flac = new LongFlac(48_000, 1, 600, hasSeekTable: true);
        var distant = new DistantBytes(flac.Length, flac.Read);
        using AudioLoader<int> data = AudioLoader.Open<int>(distant);
        long frame = 0;
        foreach (FrameSpan<int> block in data.Blocks(4096))
        {
            for (int i = 0; i < block.FrameCount; i++) Assert.Equal(flac.Sample(frame + i, 0), block[i, 0]);
            frame += block.FrameCount;
        }
        Assert.Equal(flac.Frames, frame);
    }
}
