using AudioIO.Samples.Spectrogram;
using SpectrogramProgram = AudioIO.Samples.Spectrogram.Program;

namespace AudioIO.Samples.Tests;

/// <summary>Marks above the picture, and its axis of time, of recordings that are not all of a piece.</summary>
public sealed class SpectrogramMarksTests : IDisposable
{
    private const int Rate = 8000;
    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void Joins_gaps_and_markers_are_marked_where_they_are()
    {
        string first = _here.WriteWave("20240601_220000.wav", Rate, 1, Rate, Sound);
        string second = _here.WriteWave("20240601_220001.wav", Rate, 1, Rate, Sound);
        string third = _here.WriteWave("20240601_233000.wav", Rate, 1, Rate, Sound);
        using AudioLoader<float> data = AudioLoader.Open([first, second, third]);

        Assert.Equal(
            [new Mark(MarkKind.Join, Rate, Rate), new Mark(MarkKind.Gap, 2 * Rate, 2 * Rate)], Mark.Of(data.Source, 0, data.Frames));
        Assert.Equal([new Mark(MarkKind.Gap, 2 * Rate, 2 * Rate)], Mark.Of(data.Source, Rate + 1, data.Frames));
        Assert.Equal([new Mark(MarkKind.Join, Rate, Rate)], Mark.Of(data.Source, 0, 2 * Rate));
    }

    [Fact]
    public void Markers_are_marked_and_end_with_the_picture()
    {
        using AudioLoader<float> data = AudioLoader.Open(_here.Write("owls.wav", DescribedWave.Bytes));

        IReadOnlyList<Mark> marks = Mark.Of(data.Source, 0, data.Frames);

        Assert.Equal(data.Markers.Count(marker => marker.StartFrame < data.Frames), marks.Count);
        Assert.All(marks, mark => Assert.True(mark.Kind == MarkKind.Marker && mark.StopFrame <= data.Frames));
    }

    [Fact]
    public void A_damaged_recording_is_drawn_and_its_damage_marked()
    {
        string flac = _here.WriteFlac("night.flac", Rate, 1, 5 * Rate, Sound);
        byte[] bytes = File.ReadAllBytes(flac);
        // In the middle of the audio.
        bytes[bytes.Length / 2] ^= 0x55;
        File.WriteAllBytes(flac, bytes);

        Assert.Equal(0, SpectrogramProgram.Run([flac, "-o", _here.PathOf("night.png")], _here.Output, _here.Error));

        Assert.Contains("Not all is as it should be: Inspect lists", _here.Printed(_here.Output), StringComparison.Ordinal);
        using AudioLoader<float> data = AudioLoader.Open(flac, new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
        data.Read(0, (int)data.Frames);
        Mark mark = Assert.Single(Mark.Of(data.Source, 0, data.Frames));
        Assert.Equal(MarkKind.Damage, mark.Kind);
        Assert.Equal(1000, mark.StopFrame - mark.StartFrame);
    }

    [Fact]
    public void The_clock_is_read_file_by_file()
    {
        string first = _here.WriteWave("20240601_220000.wav", Rate, 1, 2 * Rate, Sound);
        string second = _here.WriteWave("20240601_233000.wav", Rate, 1, 2 * Rate, Sound);
        using AudioLoader<float> data = AudioLoader.Open([first, second]);

        IReadOnlyList<TimeOfDayPiece> pieces = TimeOfDayPiece.Of(data.Source, Rate, 3 * Rate);

        Assert.Equal(
            [
                new TimeOfDayPiece(Rate, 2 * Rate, new DateTime(2024, 6, 1, 22, 0, 1)),
                new TimeOfDayPiece(2 * Rate, 3 * Rate, new DateTime(2024, 6, 1, 23, 30, 0)),
            ],
            pieces);
    }

    [Fact]
    public void Without_a_start_time_there_are_no_pieces()
    {
        using AudioLoader<float> data = AudioLoader.Open(_here.WriteWave("plain.wav", Rate, 1, Rate, Sound));

        Assert.Empty(TimeOfDayPiece.Of(data.Source, 0, data.Frames));
    }

    private static double Sound(int frame, int channel) => 0.3 * Math.Sin(frame * 0.1 * (channel + 1));
}
