using AudioIO.Samples.Spectrogram;
using SkiaSharp;
using SpectrogramProgram = AudioIO.Samples.Spectrogram.Program;

namespace AudioIO.Samples.Tests;

/// <summary>Spectrograms of FLAC files and of several files.</summary>
public sealed class SpectrogramFilesTests : IDisposable
{
    private const int Rate = 8000;
    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void WAV_and_FLAC_of_the_same_sound_give_the_same_picture()
    {
        string wave = _here.WriteWave("sound.wav", Rate, 2, 5 * Rate, Chirp);
        string flac = _here.WriteFlac("sound.flac", Rate, 2, 5 * Rate, Chirp);

        AssertSamePlot(Draw("wave.png", [wave]), Draw("flac.png", [flac]));
    }

    [Fact]
    public void Several_files_give_the_picture_of_the_whole_recording()
    {
        string whole = _here.WriteWave("whole.wav", Rate, 2, 6 * Rate, Chirp);
        string first = _here.WriteWave("20201214_220000.wav", Rate, 2, 2 * Rate, Chirp);
        string second = _here.WriteFlac("20201214_220002.flac", Rate, 2, Rate, (frame, channel) => Chirp(frame + (2 * Rate), channel));
        string third = _here.WriteWave("20201214_220003.wav", Rate, 2, 3 * Rate, (frame, channel) => Chirp(frame + (3 * Rate), channel));

        AssertSamePlot(Draw("whole.png", [whole]), Draw("parts.png", [first, second, third], "--time", "recording"), withAxis: false);
        Assert.DoesNotContain("Inspect", _here.Printed(_here.Output), StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_is_named_after_the_first_of_several_files()
    {
        string first = _here.WriteWave("20201214_220000.wav", Rate, 1, Rate, Chirp);
        string second = _here.WriteWave("20201214_220001.wav", Rate, 1, Rate, Chirp);
        using AudioLoader<float> data = AudioLoader.Open([first, second]);
        var options = new SpectrogramOptions { From = TimeSpan.FromSeconds(1.5) };
        AnalysisPlan plan = AnalysisPlan.Create(options, data.Rate, data.Frames, columns: 100);

        PictureTitle title = RecordingTitle.Of([first, second], data, plan, options);

        Assert.Equal("20201214_220000.wav … 20201214_220001.wav (2 files)", title.Heading);
        Assert.Equal("8 kHz · 1 channel · 16-bit PCM · 0:02.000 · from 2020-12-14 22:00:01.5", title.Recording);
    }

    [Fact]
    public void A_start_time_with_a_zone_is_written_with_it_and_none_is_not_written()
    {
        string zoned = _here.Write("owls.wav", DescribedWave.Bytes);
        string plain = _here.WriteWave("plain.wav", Rate, 1, Rate, Chirp);

        Assert.EndsWith(" · from 2012-03-29 03:58:01 +04:00", TitleOf(zoned).Recording, StringComparison.Ordinal);
        Assert.EndsWith(" · 0:01.000", TitleOf(plain).Recording, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_between_files_is_not_passed_over_in_silence()
    {
        string first = _here.WriteWave("20201214_220000.wav", Rate, 1, Rate, Chirp);
        string second = _here.WriteWave("20201214_230000.wav", Rate, 1, Rate, Chirp);

        using SKBitmap picture = Draw("gap.png", [first, second]);

        Assert.Contains("\nNot all is as it should be: Inspect lists 1 diagnostic\n", _here.Printed(_here.Output), StringComparison.Ordinal);
    }

    private static PictureTitle TitleOf(string path)
    {
        using AudioLoader<float> data = AudioLoader.Open(path);
        var options = new SpectrogramOptions();
        return RecordingTitle.Of([path], data, AnalysisPlan.Create(options, data.Rate, data.Frames, columns: 100), options);
    }

    private SKBitmap Draw(string picture, string[] recordings, params string[] options)
    {
        string[] args = [.. recordings, .. options, "--fft", "256", "-o", _here.PathOf(picture), "--width", "800", "--height", "450"];
        Assert.Equal(0, SpectrogramProgram.Run(args, _here.Output, _here.Error));
        return SKBitmap.Decode(_here.PathOf(picture));
    }

    /// <summary>
    /// All below the title, pixel by pixel: the plot, its axes, and the scale of colours; without the axis of time and the legend beside its
    /// title where that is asked for.
    /// </summary>
    private static void AssertSamePlot(SKBitmap expected, SKBitmap actual, bool withAxis = true)
    {
        using (expected)
        using (actual)
        {
            SKRectI plot = new PictureLayout(expected.Width, expected.Height).Plot;
            int top = plot.Top * expected.Width, bottom = (withAxis ? expected.Height : plot.Bottom) * expected.Width;
            Assert.True(expected.Pixels.Distinct().Count() > 100, "the picture is empty");
            Assert.Equal(expected.Pixels[top..bottom], actual.Pixels[top..bottom]);
        }
    }

    /// <summary>Rises from 200 Hz by 500 Hz each second.</summary>
    private static double Chirp(int frame, int channel)
    {
        double time = (double)frame / Rate;
        return (channel == 0 ? 0.5 : 0.1) * Math.Sin(2 * Math.PI * ((200 * time) + (250 * time * time)));
    }
}
