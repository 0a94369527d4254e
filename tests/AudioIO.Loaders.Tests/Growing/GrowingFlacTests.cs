using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Growing;

/// <summary>FLAC files that an encoder is still writing: the number of frames in the header is 0 until it is done.</summary>
public class GrowingFlacTests
{
    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 60)]
    public void New_flac_frames_are_found_and_none_moves(int channels, int blocks)
    {
        FlacFile file = FlacSounds.File(seed: 5, channels, 16, Enumerable.Repeat(400, blocks));
        file.TotalFrames = 0;
        using var recorder = new Recorder(file.Header);
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path);
        Assert.Equal(0, data.Frames);
        for (int block = 0; block < blocks; block++)
        {
            // One that is there in part waits for the rest.
            byte[] coded = file.Frames[block];
            int part = coded.Length * (block % 5) / 5;
            recorder.Append(coded[..part]);
            Assert.Equal(0, data.Refresh());
            recorder.Append(coded[part..]);
            Assert.Equal(400, data.Refresh());
            Assert.Equal(400 * (block + 1), data.Frames);
            AssertBegins(file, data);
        }
        Assert.Equal(400, data.Source.FramesPerUnit);
    }

    [Fact]
    public void A_file_with_a_header_that_is_finished_at_the_end_stays_the_same()
    {
        FlacFile file = FlacSounds.File(seed: 6, 1, 24, Enumerable.Repeat(100, 12));
        byte[] finished = file.Header;
        file.TotalFrames = 0;
        file.Md5 = new byte[16];
        using var recorder = new Recorder([.. file.Header, .. file.Frames[0]]);
        using AudioLoader<int> data = AudioLoader.Open<int>(recorder.Path);
        Assert.Equal(100, data.Frames);
        recorder.Append([.. file.Frames.Skip(1).SelectMany(frame => frame)]);
        recorder.Write(0, finished);
        Assert.Equal(1100, data.Refresh());
        AssertBegins(file, data);
        Assert.Equal(FlacMd5Result.Matches, ((FlacSource)data.Source).Verify().Md5);
    }

    [Fact]
    public void A_header_that_is_finished_without_growth_is_read_again()
    {
        FlacFile file = FlacSounds.File(seed: 6, 1, 24, Enumerable.Repeat(100, 12));
        byte[] finished = file.Header;
        file.TotalFrames = 0;
        file.Md5 = new byte[16];
        using var recorder = new Recorder(file.ToArray());
        using AudioLoader<int> data = AudioLoader.Open<int>(recorder.Path);
        var source = (FlacSource)data.Source;
        Assert.Equal(FlacMd5Result.Absent, source.Verify().Md5);
        recorder.Write(0, finished);
        Assert.Equal(0, data.Refresh());
        Assert.Equal(FlacMd5Result.Matches, source.Verify().Md5);
        // Two channels in its place, at the same length.
        recorder.Write(0, FlacSounds.File(seed: 7, 2, 24, [100]).Header);
        Assert.Equal(AudioFormatErrorKind.Changed, Assert.Throws<AudioFormatException>(() => data.Refresh()).Kind);
        recorder.Write(0, new byte[8]);
        recorder.Append([0]);
        Assert.Equal(AudioFormatErrorKind.Changed, Assert.Throws<AudioFormatException>(() => data.Refresh()).Kind);
        Assert.Equal(1200, data.Frames);
    }

    [Fact]
    public void Another_recording_in_the_same_place_is_an_error()
    {
        FlacFile file = FlacSounds.File(seed: 7, 1, 16, Enumerable.Repeat(100, 3));
        using var recorder = new Recorder(file.ToArray());
        using AudioLoader<int> data = AudioLoader.Open<int>(recorder.Path);
        recorder.Write(0, FlacSounds.File(seed: 8, 2, 16, Enumerable.Repeat(500, 9)).ToArray());
        var fault = Assert.Throws<AudioFormatException>(() => data.Refresh());
        Assert.Equal(AudioFormatErrorKind.Changed, fault.Kind);
        Assert.Equal(300, data.Frames);
    }

    [Fact]
    public void A_recording_that_begins_damaged_grows_as_it_is_opened_anew_or_is_refused_and_never_moves()
    {
        // A FlacFrame broken off and begun again further back, and one that turns out to stand too early.
        FlacFile file = FlacDamageTests.Make(false, i => 12 + i, count: 8);
        byte[][] cases =
        [
            [.. file.Header, .. file.Frames[0], .. file.Frames[1][..8], .. file.Frames[0], .. file.Frames[1], .. file.Frames[2][..8]],
            [.. file.Header, .. file.Frames[5], .. file.Frames[0], .. file.Frames[1], .. file.Frames[2], .. file.Frames[3]],
            [.. file.Header, .. file.Frames[0][8..], .. file.Frames[1], .. file.Frames[2], .. file.Frames[3]],
        ];
        foreach (byte[] bytes in cases)
        {
            for (int length = file.Header.Length; length < bytes.Length; length++)
            {
                using var recorder = new Recorder(bytes[..length]);
                FlacSource? opened = null;
                try
                {
                    opened = (FlacSource)AudioLoader.OpenSource(recorder.Path, new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
                }
                catch (AudioFormatException)
                {
                    continue; // Not a FlacFrame yet.
                }
                using FlacSource source = opened;
                int[] before = FlacFile.ReadAll(source);
                recorder.Append(bytes[length..]);
                try
                {
                    source.Refresh();
                    using var anew = (FlacSource)AudioLoader.OpenSource(
                        recorder.Path, new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
                    Assert.Equal(anew.Info, source.Info);
                    Assert.Equal(FlacFile.ReadAll(anew), FlacFile.ReadAll(source));
                    Assert.Equal(before, FlacFile.ReadAll(source)[..before.Length]);
                }
                catch (AudioFormatException fault)
                {
                    Assert.Equal(AudioFormatErrorKind.Changed, fault.Kind);
                    Assert.Equal(before, FlacFile.ReadAll(source));
                }
            }
        }
    }

    // A sound FlacFrame between damaged ones is taken where nothing behind it says otherwise; what is written later may.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_frame_that_was_read_is_there_when_more_is_written_or_refreshing_throws(bool isVariable)
    {
        int kept = 0, refused = 0;
        for (int seed = 0; seed < 24; seed++)
        {
            var random = new Random(seed);
            IEnumerable<int> sizes = Enumerable.Range(0, 20).Select(i => isVariable ? 20 + (i * 7 % 45) : 32);
            FlacFile file = FlacSounds.File(seed, 1 + (seed % 2), 16, sizes, isVariable);
            file.TotalFrames = 0;
            // One damaged FlacFrame of so many frames could hide all others.
            if (isVariable && seed % 3 == 0) file.MaxBlockSize = 4096;
            int again = random.Next(9, 14);
            byte[][] writtenAgain = seed % 2 == 0 ? [[.. file.Frames[again]], [.. file.Frames[again + 1]]] : [];
            for (int i = 1; i < file.Frames.Count; i++)
            {
                bool isDamaged = seed % 2 == 0 ? i == again + 1 || (i > 2 && i < again && (again - i) % 2 == 1) : random.Next(2) == 0;
                if (isDamaged) file.Frames[i][^1] ^= 0x40;
            }
            file.Frames.InsertRange(again + 2, writtenAgain);
            byte[] bytes = file.ToArray();
            using var recorder = new Recorder(bytes[..file.PositionOf(random.Next(3, 8))]);
            using var source = (FlacSource)AudioLoader.OpenSource(recorder.Path, new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
            for (int length = (int)new FileInfo(recorder.Path).Length, to; length < bytes.Length; length = to)
            {
                int[] before = FlacFile.ReadAll(source);
                to = Math.Min(bytes.Length, length + random.Next(1, 300));
                recorder.Append(bytes[length..to]);
                try
                {
                    source.Refresh();
                    kept++;
                }
                catch (AudioFormatException fault)
                {
                    Assert.Equal(AudioFormatErrorKind.Changed, fault.Kind);
                    Assert.Equal(before, FlacFile.ReadAll(source));
                    refused++;
                    break;
                }
                int[] after = FlacFile.ReadAll(source);
                // What was lost may be found.
                for (int i = 0; i < before.Length; i++)
                    Assert.True(before[i] == 0 || before[i] == after[i], $"value {i} of seed {seed} at {to} bytes");
                using var anew = (FlacSource)AudioLoader.OpenSource(recorder.Path, new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
                Assert.Equal(FlacFile.ReadAll(anew), after);
            }
        }
        Assert.True(kept > 100, $"refreshed {kept} times, refused {refused} times");
    }

    private static void AssertBegins<T>(FlacFile file, AudioLoader<T> data)
        where T : unmanaged
    {
        T[] found = data[..].ToArray();
        for (int i = 0; i < found.Length; i++) Assert.Equal(file.Samples[i], Convert.ToInt32(found[i], null));
    }
}
