namespace AudioIO.Tests.Flac;

/// <summary>
/// FlacFrames and clusters in a wrong place, of the same file and of others: what is sound and out of order is passed over, and only what is
/// really gone is lost, whichever way the file is read.
/// </summary>
public class FlacOrderTests
{
    private const int Size = 32;
    private const int Count = 400;

    [Fact]
    public void Frames_that_stand_too_early_are_passed_over_and_not_called_junk()
    {
        FlacFile file = Constant(12, 64);
        byte[] bytes = Arrange(file, 0, 1, 8, 9, 10, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        Assert.Empty(FlacWays.ReadAll(bytes).Damage);
        using FlacSource source = FlacFile.Open(bytes);
        Assert.Equal(file.Samples, FlacFile.ReadAll(source));
        string message = Assert.Single(source.Diagnostics).Message;
        Assert.Contains("out of order", message, StringComparison.Ordinal);
        Assert.DoesNotContain("no frame is lost", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Isolated_sound_frames_between_damaged_ones_keep_their_places(bool isTotalKnown)
    {
        FlacFile file = FlacDamageTests.Make(false, count: 9);
        if (!isTotalKnown) file.TotalFrames = 0;
        foreach (int index in (int[])[1, 2, 4, 5, 7]) file.Frames[index][2] ^= 0x10;
        FlacWays ways = FlacWays.ReadAll(file.ToArray());
        Assert.Equal(file.FrameCount, ways.Info.Frames);
        Assert.Equal([(1L * Size, 2L * Size), (4L * Size, 2L * Size), (7L * Size, 1L * Size)], ways.Damage);
    }

    // Bits flipped in headers, in samples, in checksums, and FlacFrames zeroed, more of them than are left: what is intact is read.
    [Theory]
    [InlineData(32, false)]
    [InlineData(32, true)]
    [InlineData(700, false)]
    public void Intact_frames_are_read_whatever_is_damaged_around_them(int size, bool isTotalKnown)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            FlacFile file = FlacSounds.File(seed, 1 + (seed % 2), 16, Enumerable.Repeat(size, 24));
            if (!isTotalKnown) file.TotalFrames = 0;
            bool[] isDamaged = [.. Enumerable.Range(0, 24).Select(i => i > 0 && random.Next(10) < 6)];
            for (int i = 0; i < isDamaged.Length; i++)
            {
                if (!isDamaged[i]) continue;
                byte[] frame = file.Frames[i];
                int kind = random.Next(4);
                if (kind == 0) frame[random.Next(2, 6)] ^= (byte)(1 << random.Next(8));
                else if (kind == 1) frame[random.Next(8, frame.Length - 2)] ^= (byte)(1 << random.Next(8));
                else if (kind == 2) frame[^1] ^= 0x40;
                else Array.Clear(frame);
            }
            FlacWays ways = FlacWays.ReadAll(file.ToArray(), seed);
            long end = (Array.LastIndexOf(isDamaged, false) + 1) * (long)size;
            Assert.True(ways.Info.Frames >= end, $"{ways.Info.Frames} frames of {end}, seed {seed}");
            foreach ((long start, long count) in ways.Damage)
            {
                for (long frame = start; frame < Math.Min(start + count, end); frame += size)
                    Assert.True(isDamaged[frame / size], $"FlacFrame {frame / size} is intact, seed {seed}");
            }
        }
    }

    [Fact]
    public void A_frame_that_was_begun_broken_off_and_written_again_is_taken()
    {
        foreach (int count in (int[])[6, 40])
        {
            FlacFile file = count == 6 ? Constant(count, 128) : FlacDamageTests.Make(false, count: count);
            file.TotalFrames = 0;
            file.Frames.Insert(5, file.Frames[5][..(count == 6 ? 9 : 30)]);
            FlacWays ways = FlacWays.ReadAll(file.ToArray());
            Assert.Empty(ways.Damage);
            Assert.Equal(file.Samples, ways.Samples);
        }
    }

    // Its end stands again behind it, byte for byte: the recording was taken up again. Another recording's would be other bytes.
    [Theory]
    [InlineData(11, 9)]
    [InlineData(30, 25)]
    [InlineData(30, 29)]
    public void A_run_behind_damage_is_kept_where_it_goes_on_with_frames_of_its_own(int broken, int again)
    {
        foreach (bool isTotalKnown in (bool[])[true, false])
        {
            FlacFile file = FlacDamageTests.Make(false, count: 60);
            if (!isTotalKnown) file.TotalFrames = 0;
            file.Frames.InsertRange(broken + 1, file.Frames.GetRange(again, broken + 1 - again).Select(frame => frame.ToArray()));
            file.Frames[0][^1] ^= 0x40;
            file.Frames[broken][^1] ^= 0x40;
            FlacWays ways = FlacWays.ReadAll(file.ToArray());
            Assert.Equal(file.FrameCount, ways.Info.Frames);
            Assert.Equal([(0L, (long)Size)], ways.Damage);
            Assert.Equal(file.Samples.Skip(Size), ways.Samples.Skip(Size));
        }
    }

    [Fact]
    public void Numbers_out_of_any_order_are_read_as_they_are_verified()
    {
        var file = new FlacFile { Rate = 4000, Channels = 3, Bits = 20, TotalFrames = 0 };
        var random = new Random(1);
        foreach (int number in (int[])[3, 1, 3])
        {
            int[][] samples = [.. Enumerable.Range(0, 3).Select(_ => FlacSounds.Channel(random, 16, 20))];
            file.Add(FlacSounds.Frame(random, number, false, 20, FlacStereoMode.Independent, samples, 0), samples);
        }
        Assert.Equal([(0L, 16L), (32L, 16L)], FlacWays.ReadAll(file.ToArray()).Damage);
    }

    [Fact]
    public void A_recording_whose_numbers_begin_again_is_named_behind_the_first()
    {
        // Longer than a cluster, which could stand twice.
        foreach (int second in (int[])[30, 2000])
        {
            FlacFile file = FlacDamageTests.Make(false, count: 800), other = FlacDamageTests.Make(false, count: second);
            file.TotalFrames = 0;
            file.Trailer.Add([.. other.Frames.SelectMany(frame => frame)]);
            using FlacSource source = FlacFile.Open(file.ToArray());
            Assert.Equal(file.Samples, FlacFile.ReadAll(source));
            Assert.Contains("begin again", Assert.Single(source.Diagnostics).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_first_frames_standing_twice_are_no_other_recording()
    {
        FlacFile file = FlacDamageTests.Make(false);
        file.Frames.InsertRange(1, file.Frames.GetRange(0, 3));
        FlacWays ways = FlacWays.ReadAll(file.ToArray());
        Assert.Empty(ways.Damage);
        Assert.Equal(file.Samples, ways.Samples);
    }

    /// <summary>Kind, place among 10.</summary>
    public static TheoryData<string, int> Clusters()
    {
        var cases = new TheoryData<string, int>();
        foreach (string kind in (string[])["zeroed", "missing", "own earlier", "own later", "foreign", "put in between", "moved on"])
            foreach (int place in (int[])[1, 3, 5, 8]) cases.Add(kind, place);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Clusters))]
    public void A_cluster_in_a_wrong_place_loses_no_more_than_its_own_frames(string kind, int place)
    {
        const int Cluster = 2048;
        FlacFile file = FlacDamageTests.Make(false, count: Count), other = FlacSounds.File(place, 1, 16, Enumerable.Repeat(Size, Count));
        byte[] sound = file.ToArray();
        byte[] bytes = FlacClusters.Damage(sound, other.ToArray(), kind, place / 10.0, Cluster);
        FlacWays ways = FlacWays.ReadAll(bytes, seed: place);
        Assert.Equal(file.FrameCount, ways.Info.Frames);
        // The cluster's own FlacFrames and the two that it cuts.
        long most = ((Cluster * Count / (sound.Length - file.Header.Length)) + 3) * Size;
        Assert.True(ways.FramesLost <= most, $"{ways.FramesLost} frames are lost, the cluster has {most}");
        for (int i = 0; i < file.Samples.Count; i++)
            Assert.True(ways.Samples[i] == file.Samples[i] || ways.Damage.Any(d => i >= d.StartFrame && i < d.StartFrame + d.FrameCount), $"frame {i}");
    }

    [Fact]
    public void Frames_moved_doubled_zeroed_and_missing_are_the_same_every_way()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            FlacFile file = FlacSounds.File(seed, 1 + (seed % 2), 16, Enumerable.Repeat(16 + (seed % 3 * 48), 60));
            if (seed % 4 == 0) file.TotalFrames = 0;
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                int index = random.Next(file.Frames.Count), count = random.Next(1, Math.Min(9, file.Frames.Count - index + 1));
                List<byte[]> part = file.Frames.GetRange(index, count);
                int way = random.Next(4);
                if (way != 0) file.Frames.RemoveRange(index, count);
                if (way == 1) file.Frames.Insert(index, new byte[part.Sum(frame => frame.Length)]);
                else if (way != 2) file.Frames.InsertRange(random.Next(file.Frames.Count + 1), part);
            }
            FlacWays.ReadAll(file.ToArray(), seed);
        }
    }

    // What checksums call sound is followed without decoding it; one that does not decode must not lead another way.
    [Fact]
    public void Frames_that_do_not_decode_though_their_checksum_is_right_change_no_order()
    {
        FlacFile first = FlacSounds.File(3, 2, 32, Enumerable.Repeat(64, 8));
        MakeUndecodable(first.Frames[0]);
        Assert.Equal([(0L, 64L), (192L, 64L)], FlacWays.ReadAll(Arrange(first, 0, 1, 0, 2, 4, 5, 6, 3, 7)).Damage);

        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            FlacFile file = FlacSounds.File(seed, 1 + (seed % 2), seed % 3 == 0 ? 32 : 16, Enumerable.Repeat(16 + (seed % 3 * 48), 12));
            if (seed % 4 == 0) file.TotalFrames = 0;
            foreach (byte[] frame in file.Frames)
                if (random.Next(3) == 0) MakeUndecodable(frame);
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int from = random.Next(file.Frames.Count), to = random.Next(file.Frames.Count);
                byte[] moved = file.Frames[from];
                if (random.Next(2) == 0) file.Frames.RemoveAt(from);
                file.Frames.Insert(Math.Min(to, file.Frames.Count), moved);
            }
            FlacWays.ReadAll(file.ToArray(), seed);
        }
    }

    // Measuring does not know yet where the recording ends, reading does.
    [Fact]
    public void A_recording_that_was_taken_up_again_and_cut_is_the_same_from_everywhere()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            FlacFile file = FlacSounds.File(seed, 1, 16, Enumerable.Repeat(32, 40));
            if (seed % 2 == 0) file.TotalFrames = 0;
            int again = random.Next(8, 30);
            file.Frames.InsertRange(again + 1, [.. file.Frames.GetRange(again - 1, 2).Select(frame => frame.ToArray())]);
            file.Frames[again][^1] ^= 0x40;
            file.Frames[0][^1] ^= 0x40;
            file.Frames[1][^1] ^= (byte)(seed % 3 == 0 ? 0x40 : 0);
            byte[] bytes = file.ToArray();
            FlacWays.ReadAll(bytes[..file.PositionOf(random.Next(35, 40))], seed);
            FlacWays.ReadAll(bytes[..(file.PositionOf(random.Next(35, 40)) + 9)], seed);
        }
    }

    [Fact]
    public void Zeros_behind_a_frame_leave_its_checksum_right_and_lead_no_other_way()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            FlacFile file = FlacSounds.File(seed, 1, 16, Enumerable.Repeat(32, 12));
            if (seed % 4 == 0) file.TotalFrames = 0;
            for (int change = 0; change < 3; change++)
            {
                byte[] moved = file.Frames[random.Next(file.Frames.Count)];
                file.Frames.Insert(random.Next(file.Frames.Count + 1), moved);
                file.Frames.Insert(random.Next(file.Frames.Count + 1), new byte[random.Next(1, 40)]);
            }
            FlacWays.ReadAll(file.ToArray(), seed);
        }
    }

    /// <summary>Sets the bit before the type of the first subframe, which has to be 0 (RFC 9639 §9.2.1), and makes the CRC-16 right again.</summary>
    private static void MakeUndecodable(byte[] frame)
    {
        Assert.True(FlacFrameHeader.TryParse(frame, out FlacFrameHeader header));
        frame[header.Length] |= 0x80;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(frame.Length - 2), FlacCrc16.Compute(frame.AsSpan(0, frame.Length - 2)));
    }

    private static FlacFile Constant(int count, int size)
    {
        var file = new FlacFile { Rate = 8000, MinBlockSize = size, MaxBlockSize = size };
        for (int i = 0; i < count; i++)
            file.Add(new FlacFrameCode { Number = i, Subframes = [SubframeCode.Constant] }, [.. Enumerable.Repeat(100 + i, size)]);
        return file;
    }

    private static byte[] Arrange(FlacFile file, params int[] order) => [.. file.Header, .. order.SelectMany(i => file.Frames[i])];
}
