namespace AudioIO.Tests.Flac;

/// <summary>
/// FlacFrames and clusters in a wrong place, of the same file and of others: what is sound and out of order is passed over, and only what is
/// really gone is lost, whichever way the file is read.
/// </summary>
public class FlacOrderTests
{
    private const int Size = 32;
    private const int Count = 400;

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
    public void The_first_frames_standing_twice_are_no_other_recording()
    {
        FlacFile file = FlacDamageTests.Make(false);
        file.Frames.InsertRange(1, file.Frames.GetRange(0, 3));
        FlacWays ways = FlacWays.ReadAll(file.ToArray());
        Assert.Empty(ways.Damage);
        Assert.Equal(file.Samples, ways.Samples);
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

    private static byte[] Arrange(FlacFile file, params int[] order) => [.. file.Header, .. order.SelectMany(i => file.Frames[i])];
}
