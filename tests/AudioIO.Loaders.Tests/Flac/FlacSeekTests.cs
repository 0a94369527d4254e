using System.Buffers.Binary;

namespace AudioIO.Tests.Flac;

/// <summary>
/// Reading anywhere in the manner of libFLAC's own seek tests: the first and last frames, past the end, at random, with and without a
/// seek table, with a lying one, with an unknown length, after the end was reached.
/// </summary>
public class FlacSeekTests
{
    public static TheoryData<string, bool, int> Cases()
    {
        var cases = new TheoryData<string, bool, int>();
        foreach (string table in (string[])["none", "true", "wrong offsets", "huge offsets", "wrong frames", "unsorted", "placeholders",
            "odd length", "two"])
            foreach (bool variable in (bool[])[false, true]) cases.Add(table, variable, 1 + (table.Length % 2));
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Any_position_gives_its_own_frames(string table, bool variable, int channels)
    {
        FlacFile file = FlacDamageTests.Make(variable, count: 500, channels: channels);
        AddSeekTable(file, table);
        foreach (long? total in (long?[])[null, 0])
        {
            file.TotalFrames = total;
            byte[] bytes = file.ToArray();
            using FlacSource source = FlacFile.Open(bytes, wholeWalkBytes: 0);
            long frames = file.FrameCount;
            for (int i = 0; i < 10; i++)
            {
                FlacWindows.AssertPart(source, file.Samples, _ => false, i, 1, "first");
                FlacWindows.AssertPart(source, file.Samples, _ => false, frames - 1 - i, 1 + i, "last");
                Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(frames + i, new int[channels].AsSpan()));
            }
            FlacWindows.AssertEqual(source, file.Samples, _ => false, 1, 300);
            FlacWindows.AssertPart(source, file.Samples, _ => false, 0, (int)frames, "all");
            FlacWindows.AssertEqual(source, file.Samples, _ => false, 2, 300);
        }
    }

    [Fact]
    public void A_read_decodes_only_the_frames_it_touches()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 300);
        using FlacSource source = FlacFile.Open(file.ToArray(), wholeWalkBytes: 0);
        var reader = source.CreateReader(FlacLaneKernel.Best);
        int[] samples = new int[96];
        reader.Read(32 * 100, samples.AsSpan(0, 1));
        Assert.Equal(1, reader.DecodedFlacFrames);
        reader.Read((32 * 100) + 5, samples.AsSpan(0, 20));
        Assert.Equal(1, reader.DecodedFlacFrames);
        reader.Read(32 * 200, samples.AsSpan());
        Assert.Equal(4, reader.DecodedFlacFrames);
        reader.Read((32 * 250) - 1, samples.AsSpan(0, 2));
        Assert.Equal(6, reader.DecodedFlacFrames);
    }

    [Fact]
    public void Finding_a_frame_reads_little_of_a_long_file()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 20_000);
        byte[] bytes = file.ToArray();
        using var counting = new CountingStream(bytes);
        using var source = (FlacSource)AudioLoader.OpenSource(counting);
        // The header, the end and the probes between: 32 KiB each, of which there are about a dozen.
        Assert.True(counting.BytesRead < 20 << 15, $"{counting.BytesRead} bytes to open {bytes.Length}");
        int[] sample = new int[1];
        var random = new Random(1);
        long before = counting.BytesRead;
        const int reads = 200;
        for (int i = 0; i < reads; i++) source.Read(random.NextInt64(source.Info.Frames), sample.AsSpan());
        Assert.True((counting.BytesRead - before) / reads < 4 << 15, $"{(counting.BytesRead - before) / reads} bytes per read");
    }

    private static void AddSeekTable(FlacFile file, string kind)
    {
        if (kind == "none") return;
        int firstFrame = file.PositionOf(0);
        List<(ulong Frame, ulong Offset, ushort Count)> points = [];
        for (int i = 0; i < file.Frames.Count; i += 7) points.Add(((ulong)file.Starts[i], (ulong)(file.PositionOf(i) - firstFrame), 32));
        switch (kind)
        {
            case "wrong offsets":
                points = [.. points.Select(p => (p.Frame, p.Offset + 777, p.Count))];
                break;
            case "huge offsets":
                points = [.. points.Select(p => (p.Frame, p.Offset | (1UL << 63), p.Count))];
                break;
            case "wrong frames":
                points = [.. points.Select(p => (p.Frame + 1000, p.Offset, p.Count))];
                break;
            case "unsorted":
                points.Reverse();
                break;
            case "placeholders":
                points = [.. points.Select((p, i) => i % 2 == 0 ? p : (ulong.MaxValue, 0UL, (ushort)0))];
                break;
        }
        byte[] payload = new byte[(18 * points.Count) + (kind == "odd length" ? 5 : 0)];
        for (int i = 0; i < points.Count; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(payload.AsSpan(18 * i), points[i].Frame);
            BinaryPrimitives.WriteUInt64BigEndian(payload.AsSpan((18 * i) + 8), points[i].Offset);
            BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan((18 * i) + 16), points[i].Count);
        }
        file.Metadata.Add((3, payload));
        if (kind == "two") file.Metadata.Add((3, payload[..18]));
    }

    private sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public long BytesRead { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            int count = base.Read(buffer);
            BytesRead += count;
            return count;
        }
    }
}
