namespace AudioIO.Tests.Derived;

public class LifetimeTests
{
    [Fact]
    public void After_all_that_has_a_name_is_disposed_of_nothing_is_open_though_the_steps_between_were_not()
    {
        var source = new Recording<float>(Kinds.Noise(800_000, 1), 2, rate: 400_000);
        BufferedArray<float> data = source.Buffered();
        source.Dispose();
        {
            using BufferedArray<float> file = data;
            using Signal<float> calls = file.Signal.Channels(0).Filter(Butterworth.BandPass(order: 4, 15_000, 120_000));
            using BufferedArray<float> envelope = calls.Envelope(cutoff: 100).Buffered();
            using BufferedArray<float> spectrogram = file.Signal.Spectrogram(2048, hop: 512).Buffered();
            Assert.InRange(envelope[400_000, 0], 0.05f, 1f);
            Assert.InRange(spectrogram[700, 0, 300], 1e-9f, 1f);
            Assert.Equal(3, spectrogram.Rank);
            Assert.False(source.IsClosed);
        }
        Assert.True(source.IsClosed);
    }

    [Fact]
    public void A_derived_signal_that_outlives_its_source_can_be_read()
    {
        var source = new Recording<float>(Kinds.Noise(50_000, 1), 2);
        Signal<float> signal = source.FilterZeroPhase(Butterworth.LowPass(2, 100));
        source.Dispose();
        signal.Read(40_000, new float[20]);
        Assert.False(source.IsClosed);
        signal.Dispose();
        Assert.True(source.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => signal.Read(0, new float[2]));
    }
}
