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
    public void Another_recording_in_the_same_place_is_an_error()
    {
        FlacFile file = FlacSounds.File(seed: 7, 1, 16, Enumerable.Repeat(100, 3));
        using var recorder = new Recorder(file.ToArray());
        using AudioLoader<int> data = AudioLoader.Open<int>(recorder.Path);
        recorder.Write(0, FlacSounds.File(seed: 8, 2, 16, Enumerable.Repeat(500, 9)).ToArray());
        var fault = Assert.Throws<AudioFormatException>(() => data.Refresh());
        Assert.Equal(AudioFormatErrorKind.Malformed, fault.Kind);
        Assert.Equal(300, data.Frames);
    }

    private static void AssertBegins<T>(FlacFile file, AudioLoader<T> data)
        where T : unmanaged
    {
        T[] found = data[..].ToArray();
        for (int i = 0; i < found.Length; i++) Assert.Equal(file.Samples[i], Convert.ToInt32(found[i], null));
    }
}
