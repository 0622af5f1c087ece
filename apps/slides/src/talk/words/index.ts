import type { SlideWords } from '../model.ts';
import { preflight } from './preparation/01-preflight.ts';
import { title } from './introduction/01-title.ts';
import { motivation } from './introduction/02-motivation.ts';
import { assumed } from './introduction/03-assumed.ts';
import { cidr } from './introduction/04-cidr.ts';
import { aim } from './introduction/05-aim.ts';
import { plan } from './introduction/06-plan.ts';
import { demo } from './introduction/07-demo.ts';
import { step1Node } from './step-1/01-step-1-node.ts';
import { step1Container } from './step-1/02-step-1-container.ts';
import { step1Netns } from './step-1/03-step-1-netns.ts';
import { step1Veth } from './step-1/04-step-1-veth.ts';
import { step1Path } from './step-1/05-step-1-path.ts';
import { step1Routes } from './step-1/06-step-1-routes.ts';
import { step1Env } from './step-1/07-step-1-env.ts';
import { step1Setup } from './step-1/08-step-1-setup.ts';
import { step1Run } from './step-1/09-step-1-run.ts';
import { step1ViewNode } from './step-1/10-step-1-view-node.ts';
import { step1ViewCon } from './step-1/11-step-1-view-con.ts';
import { step1Ping } from './step-1/12-step-1-ping.ts';
import { step1Who } from './step-1/13-step-1-who.ts';
import { step1Server } from './step-1/14-step-1-server.ts';
import { step1Pod } from './step-1/15-step-1-pod.ts';
import { step1Test } from './step-1/16-step-1-test.ts';
import { step2Bridge } from './step-2/01-step-2-bridge.ts';
import { step2Subnet } from './step-2/02-step-2-subnet.ts';
import { step2Env } from './step-2/03-step-2-env.ts';
import { step2Setup } from './step-2/04-step-2-setup.ts';
import { step2Run } from './step-2/05-step-2-run.ts';
import { step2View } from './step-2/06-step-2-view.ts';
import { step2Ping } from './step-2/07-step-2-ping.ts';
import { step2Outside } from './step-2/08-step-2-outside.ts';
import { step2Test } from './step-2/09-step-2-test.ts';
import { step3Nodes } from './step-3/01-step-3-nodes.ts';
import { step3NextHop } from './step-3/02-step-3-next-hop.ts';
import { step3Env } from './step-3/03-step-3-env.ts';
import { step3Setup } from './step-3/04-step-3-setup.ts';
import { step3Forward } from './step-3/05-step-3-forward.ts';
import { step3Run } from './step-3/06-step-3-run.ts';
import { step3View } from './step-3/07-step-3-view.ts';
import { step3PingCon } from './step-3/08-step-3-ping-con.ts';
import { step3PingNode } from './step-3/09-step-3-ping-node.ts';
import { step3Test } from './step-3/10-step-3-test.ts';
import { step4Why } from './step-4/01-step-4-why.ts';
import { step4Overlay } from './step-4/02-step-4-overlay.ts';
import { step4Tun } from './step-4/03-step-4-tun.ts';
import { step4Use } from './step-4/04-step-4-use.ts';
import { step4Flannel } from './step-4/05-step-4-flannel.ts';
import { step4Env } from './step-4/06-step-4-env.ts';
import { step4Setup } from './step-4/07-step-4-setup.ts';
import { step4Socat } from './step-4/08-step-4-socat.ts';
import { step4Run } from './step-4/09-step-4-run.ts';
import { step4View } from './step-4/10-step-4-view.ts';
import { step4PingCon } from './step-4/11-step-4-ping-con.ts';
import { step4CaptureNic } from './step-4/12-step-4-capture-nic.ts';
import { step4CaptureInner } from './step-4/13-step-4-capture-inner.ts';
import { step4PingNode } from './step-4/14-step-4-ping-node.ts';
import { step4RpFilter } from './step-4/15-step-4-rp-filter.ts';
import { step4RpDemo } from './step-4/16-step-4-rp-demo.ts';
import { step4RpOk } from './step-4/17-step-4-rp-ok.ts';
import { step4Test } from './step-4/18-step-4-test.ts';
import { endMap } from './conclusion/01-end-map.ts';
import { endFlannel } from './conclusion/02-end-flannel.ts';
import { endCalico } from './conclusion/03-end-calico.ts';
import { endWeave } from './conclusion/04-end-weave.ts';
import { end } from './conclusion/05-end.ts';

/** Every slide of the talk, in order. */
export const talk: readonly SlideWords[] = [
  preflight,
  title,
  motivation,
  assumed,
  cidr,
  aim,
  plan,
  demo,
  step1Node,
  step1Container,
  step1Netns,
  step1Veth,
  step1Path,
  step1Routes,
  step1Env,
  step1Setup,
  step1Run,
  step1ViewNode,
  step1ViewCon,
  step1Ping,
  step1Who,
  step1Server,
  step1Pod,
  step1Test,
  step2Bridge,
  step2Subnet,
  step2Env,
  step2Setup,
  step2Run,
  step2View,
  step2Ping,
  step2Outside,
  step2Test,
  step3Nodes,
  step3NextHop,
  step3Env,
  step3Setup,
  step3Forward,
  step3Run,
  step3View,
  step3PingCon,
  step3PingNode,
  step3Test,
  step4Why,
  step4Overlay,
  step4Tun,
  step4Use,
  step4Flannel,
  step4Env,
  step4Setup,
  step4Socat,
  step4Run,
  step4View,
  step4PingCon,
  step4CaptureNic,
  step4CaptureInner,
  step4PingNode,
  step4RpFilter,
  step4RpDemo,
  step4RpOk,
  step4Test,
  endMap,
  endFlannel,
  endCalico,
  endWeave,
  end,
];
